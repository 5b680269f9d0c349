"""What Streamlit refuses by itself, it refuses in one Indonesian sentence; what says its language is ours already."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SENTENCES = {
    400: "Permintaan ini tidak dapat dipahami.",
    403: "Tidak diizinkan.",
    404: "Tidak ada.",
    405: "Alamat ini tidak dapat dipakai dengan cara itu.",
    413: "Terlalu besar, tidak diterima.",
}
REFUSED, FAILED = "Permintaan ini ditolak.", "Permintaan ini gagal dijawab."


class IndonesianRefusals:
    """Around Streamlit: the sentence of every plain refusal is ours; its status and its headers stay."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sentence: bytes | None = None

        async def tell(message: Message) -> None:
            nonlocal sentence
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_plain = headers.get("content-type", "text/plain").startswith("text/plain")
                if message["status"] >= 400 and is_plain and "content-language" not in headers:
                    sentence = _sentence(message["status"]).encode()
                    headers["content-type"] = "text/plain; charset=utf-8"
                    headers["content-length"] = str(len(sentence))
                    del headers["content-encoding"]
            elif sentence is not None:
                if message.get("more_body"):
                    return
                message = {"type": "http.response.body", "body": sentence}
            await send(message)

        await self.app(scope, receive, tell)


def _sentence(status: int) -> str:
    return SENTENCES.get(status, FAILED if status >= 500 else REFUSED)
