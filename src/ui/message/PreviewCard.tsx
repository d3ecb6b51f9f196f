import type { ComponentChildren, JSX } from 'preact';

interface Props {
	title: string;
	/** Where the link leads, whatever the preview says. */
	host: string;
	siteName?: string | undefined;
	description?: string | undefined;
	/** The picture. */
	children?: ComponentChildren;
}

/** What a page says of itself, as its link's preview. */
export function PreviewCard({ title, host, siteName, description, children }: Props): JSX.Element {
	const isSiteNamed = siteName && siteName.toLowerCase() !== host.toLowerCase();
	return (
		<span class="link-preview">
			<span class="link-preview-words">
				<span class="link-preview-site one-line">
					<bdi>{host}</bdi>
					{isSiteNamed && (
						<>
							{' · '}
							<bdi>{siteName}</bdi>
						</>
					)}
				</span>
				{title && (
					<span class="link-preview-title" dir="auto">
						{title}
					</span>
				)}
				{description && (
					<span class="link-preview-text" dir="auto">
						{description}
					</span>
				)}
			</span>
			{children}
		</span>
	);
}
