import { render } from 'preact';

render(<p>Messa</p>, document.body);
