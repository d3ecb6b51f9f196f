"""A Matrix client that shares no code with the extension: matrix-nio, driven by JSON lines.

    python peer.py <homeserver> <user id> <store directory>     (the password in MATRIX_PASSWORD)

Each line in is `{"id", "method", "params"}` and is answered by `{"id", "result"}` or `{"id", "error"}`.
What comes by sync is `{"event", ...}`. The process ends when its input does.
"""

import asyncio
import json
import logging
import os
import sys

from leash import end_with_starter
from peer_commands import Commands
from peer_inbox import Inbox
from nio import AsyncClient, AsyncClientConfig, LoginResponse

POLL_MS = 20_000


def tell(message: dict) -> None:
    print(json.dumps(message), flush=True)


async def sign_in(homeserver: str, user_id: str, store: str) -> AsyncClient:
    # A homeserver that comes back is noticed within a second.
    config = AsyncClientConfig(store_sync_tokens=True, max_timeout_retry_wait_time=1)
    client = AsyncClient(homeserver, user_id, store_path=store, config=config)
    device_path = os.path.join(store, "device.json")
    if os.path.exists(device_path):
        with open(device_path) as file:
            device = json.load(file)
        client.restore_login(user_id, device["device_id"], device["token"])
        return client
    answer = await client.login(os.environ["MATRIX_PASSWORD"], device_name="Peer")
    if not isinstance(answer, LoginResponse):
        raise RuntimeError(str(answer))
    with open(device_path, "w") as file:
        json.dump({"device_id": answer.device_id, "token": answer.access_token}, file)
    return client


async def sync_forever(client: AsyncClient) -> None:
    while True:
        try:
            await client.sync_forever(timeout=POLL_MS, full_state=True)
        except Exception:
            logging.exception("sync failed")
            await asyncio.sleep(0.2)


async def answer(commands: Commands, line: str) -> None:
    request = json.loads(line)
    try:
        result = await getattr(commands, request["method"])(**request["params"])
        tell({"id": request["id"], "result": result})
    except Exception as error:
        tell({"id": request["id"], "error": f"{request['method']}: {type(error).__name__}: {error}"})


async def read_lines() -> asyncio.StreamReader:
    reader = asyncio.StreamReader(limit=16 * 1024 * 1024)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


async def main() -> None:
    homeserver, user_id, store = sys.argv[1:]
    client = await sign_in(homeserver, user_id, store)
    inbox = Inbox(client, tell)
    commands = Commands(client, inbox)
    first_sync = asyncio.ensure_future(client.synced.wait())
    syncing = asyncio.create_task(sync_forever(client))
    # Ready means that others can already find this device's keys.
    await first_sync
    tell({"event": "ready", "deviceId": client.device_id})

    running = set()
    lines = await read_lines()
    while line := await lines.readline():
        task = asyncio.create_task(answer(commands, line.decode()))
        running.add(task)
        task.add_done_callback(running.discard)
    syncing.cancel()
    await client.close()


if __name__ == "__main__":
    end_with_starter()
    asyncio.run(main())
