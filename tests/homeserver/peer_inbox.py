"""What the peer receives, told as it comes."""

from nio import (
    AsyncClient,
    Event,
    InviteMemberEvent,
    MegolmEvent,
    ReceiptEvent,
    RedactedEvent,
    RoomEncryptionEvent,
    ToDeviceEvent,
    TypingNoticeEvent,
)
from nio.exceptions import EncryptionError


class Inbox:
    def __init__(self, client: AsyncClient, tell) -> None:
        self.client = client
        self.tell = tell
        self.contents: dict[str, dict] = {}
        self.undecrypted: dict[str, tuple[MegolmEvent, str]] = {}
        client.add_event_callback(self.on_event, Event)
        client.add_event_callback(self.on_invite, InviteMemberEvent)
        client.add_ephemeral_callback(self.on_typing, TypingNoticeEvent)
        client.add_ephemeral_callback(self.on_receipt, ReceiptEvent)
        client.add_to_device_callback(self.on_to_device, ToDeviceEvent)

    async def on_event(self, room, event) -> None:
        if "state_key" in event.source or isinstance(event, RoomEncryptionEvent):
            return
        if isinstance(event, MegolmEvent):
            self.undecrypted[event.event_id] = (event, room.room_id)
        self.tell_message(room.room_id, event)

    def tell_message(self, room_id: str, event) -> None:
        content = event.source.get("content", {})
        self.contents[event.event_id] = content
        self.tell(
            {
                "event": "message",
                "message": {
                    "eventId": event.event_id,
                    "roomId": room_id,
                    "sender": event.sender,
                    "type": event.source.get("type"),
                    "content": content,
                    "timestamp": event.server_timestamp,
                    "wasEncrypted": event.decrypted or isinstance(event, MegolmEvent),
                    "isDecrypted": not isinstance(event, MegolmEvent),
                    "isRedacted": isinstance(event, RedactedEvent),
                    "redacts": event.source.get("redacts") or content.get("redacts"),
                },
            }
        )

    async def on_to_device(self, _event) -> None:
        self.retry_undecrypted()

    def retry_undecrypted(self) -> None:
        """Keys may have come for what could not be read: nio itself does not look back."""
        for event, room_id in list(self.undecrypted.values()):
            try:
                decrypted = self.client.olm.decrypt_megolm_event(event, room_id)
            except EncryptionError:
                continue
            del self.undecrypted[event.event_id]
            self.tell_message(room_id, decrypted)

    async def on_invite(self, room, event) -> None:
        if event.state_key == self.client.user_id and event.membership == "invite":
            self.tell({"event": "invite", "roomId": room.room_id, "inviter": event.sender})

    async def on_typing(self, room, event) -> None:
        self.tell({"event": "typing", "roomId": room.room_id, "userIds": event.users})

    async def on_receipt(self, room, event) -> None:
        for receipt in event.receipts:
            self.tell(
                {
                    "event": "receipt",
                    "roomId": room.room_id,
                    "eventId": receipt.event_id,
                    "userId": receipt.user_id,
                    "isPrivate": receipt.receipt_type == "m.read.private",
                }
            )
