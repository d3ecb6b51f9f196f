"""What the peer does when told: every public method here is a command of `peer.ts`."""

import asyncio
import json
import mimetypes
import os
import time
from urllib.parse import quote

from nio import AsyncClient, ErrorResponse, RoomPreset
from nio.crypto import decrypt_attachment
from peer_inbox import Inbox

ENCRYPTION = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


def done(response):
    if isinstance(response, ErrorResponse):
        raise RuntimeError(str(response))
    return response


class Commands:
    def __init__(self, client: AsyncClient, inbox: Inbox) -> None:
        self.client = client
        self.inbox = inbox
        self.shared_with: dict[str, set] = {}

    async def rooms(self) -> list:
        return [
            {
                "roomId": room.room_id,
                "name": room.display_name,
                "isEncrypted": room.encrypted,
                "joined": [user for user in room.users if user not in room.invited_users],
                "invited": list(room.invited_users),
            }
            for room in self.client.rooms.values()
        ]

    async def join(self, roomId: str) -> None:
        # The other server's answer to /join says nothing of the room's state; the next sync does.
        # And the invite may be here before the server that sent it has taken it in itself.
        for _ in range(20):
            answer = await self.client.join(roomId)
            if getattr(answer, "status_code", None) != "M_FORBIDDEN":
                break
            await asyncio.sleep(0.25)
        done(answer)
        await self._until(lambda: roomId in self.client.rooms)

    async def leave(self, roomId: str) -> None:
        done(await self.client.room_leave(roomId))

    async def createRoom(self, name=None, invite=(), encrypted=True, isDirect=False) -> str:
        room_id = done(
            await self.client.room_create(
                name=name,
                invite=invite,
                is_direct=isDirect,
                preset=RoomPreset.trusted_private_chat if isDirect else RoomPreset.private_chat,
                initial_state=[ENCRYPTION] if encrypted else [],
            )
        ).room_id
        await self._until(
            lambda: room_id in self.client.rooms and self.client.rooms[room_id].encrypted == encrypted
        )
        return room_id

    async def createDirect(self, userId: str) -> str:
        room_id = await self.createRoom(invite=[userId], isDirect=True)
        path = f"/_matrix/client/v3/user/{quote(self.client.user_id)}/account_data/m.direct"
        direct = json.loads(await self._http("GET", path, missing=b"{}"))
        direct.setdefault(userId, []).append(room_id)
        await self._http("PUT", path, json.dumps(direct))
        return room_id

    async def invite(self, roomId: str, userId: str) -> None:
        done(await self.client.room_invite(roomId, userId))

    async def send(self, roomId: str, type: str, content: dict) -> str:
        await self._until(lambda: roomId in self.client.rooms)
        if self.client.rooms[roomId].encrypted:
            await self._share_with_all_devices(roomId)
        return done(
            await self.client.room_send(roomId, type, content, ignore_unverified_devices=True)
        ).event_id

    async def rotateKeys(self, roomId: str) -> None:
        self.client.invalidate_outbound_session(roomId)

    async def sendFile(self, roomId: str, path: str) -> str:
        name, size = os.path.basename(path), os.path.getsize(path)
        mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        is_encrypted = self.client.rooms[roomId].encrypted
        with open(path, "rb") as file:
            uploaded, keys = await self.client.upload(
                lambda *_: file, mime_type, name, encrypt=is_encrypted, filesize=size
            )
        url = done(uploaded).content_uri
        kind = mime_type.split("/")[0]
        content = {
            "msgtype": f"m.{kind}" if kind in ("image", "audio", "video") else "m.file",
            "body": name,
            "info": {"mimetype": mime_type, "size": size},
            **({"file": {**keys, "url": url}} if is_encrypted else {"url": url}),
        }
        return await self.send(roomId, "m.room.message", content)

    async def saveFile(self, eventId: str, path: str, preview: bool = False) -> None:
        content = self.inbox.contents[eventId]
        if preview:
            first = content["com.beeper.linkpreviews"][0]
            content = {"file": first.get("beeper:image:encryption"), "url": first.get("og:image")}
        file = content.get("file")
        url = (file or content)["url"]
        media = url.removeprefix("mxc://")
        data = await self._http("GET", f"/_matrix/client/v1/media/download/{media}")
        if file:
            data = decrypt_attachment(data, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
        with open(path, "wb") as target:
            target.write(data)

    async def redact(self, roomId: str, eventId: str, reason=None) -> str:
        return done(await self.client.room_redact(roomId, eventId, reason)).event_id

    async def setState(self, roomId: str, type: str, content: dict) -> str:
        return done(await self.client.room_put_state(roomId, type, content)).event_id

    async def setTyping(self, roomId: str, isTyping: bool) -> None:
        done(await self.client.room_typing(roomId, isTyping))

    async def markRead(self, roomId: str, eventId: str) -> None:
        done(await self.client.room_read_markers(roomId, eventId, eventId))

    async def exportKeys(self, path: str, passphrase: str) -> None:
        await self.client.export_keys(path, passphrase)

    async def importKeys(self, path: str, passphrase: str) -> None:
        done(await self.client.import_keys(path, passphrase))
        self.inbox.retry_undecrypted()

    async def awaitDevice(self, userId: str, deviceId: str, timeoutMs: int) -> None:
        """Another server tells of a new device when it gets to it; until then nothing is encrypted for it."""
        deadline = time.monotonic() + timeoutMs / 1000
        while deviceId not in self.client.device_store[userId]:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{userId} has no device {deviceId} that is known here")
            self.client.olm.users_for_key_query.add(userId)
            done(await self.client.keys_query())
            await asyncio.sleep(0.05)

    async def _share_with_all_devices(self, room_id: str) -> None:
        """nio goes on with a session that a newer device of the room was never given."""
        client, room = self.client, self.client.rooms[room_id]
        if not room.members_synced:
            done(await client.joined_members(room_id))
        client.olm.users_for_key_query.update(room.users)
        done(await client.keys_query())
        devices = {(user, id) for user in room.users for id in client.device_store[user]}
        if not devices <= self.shared_with.get(room_id, devices):
            client.invalidate_outbound_session(room_id)
        self.shared_with[room_id] = devices

    async def _until(self, condition) -> None:
        while not condition():
            await self.client.synced.wait()

    async def _http(self, method: str, path: str, data=None, missing: bytes | None = None) -> bytes:
        """A call that nio does not have, or has at an address that servers no longer answer."""
        headers = {"Authorization": f"Bearer {self.client.access_token}"}
        response = await self.client.send(method, path, data, headers)
        body = await response.read()
        if response.status == 404 and missing is not None:
            return missing
        if response.status != 200:
            raise RuntimeError(f"{method} {path} answered {response.status}: {body!r}")
        return body
