"""PDFs that cannot be opened, of the project's own making."""

import hashlib


def encrypted(password: bytes = b"hemmelig") -> bytes:
    """A page that only the password opens (ISO 32000-1, 7.6.3: the standard security handler, revision 2)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = (password + pad)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    identity = b"\x01" * 16
    key = hashlib.md5(padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + identity).digest()[:5]
    user = _rc4(key, pad)
    return written(
        b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (owner.hex().encode(), user.hex().encode()), identity
    )


def written(encryption: bytes | None = None, identity: bytes = b"\x02" * 16) -> bytes:
    """A plain file of one empty page."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        *([encryption] if encryption else []),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    locked = b"/Encrypt 4 0 R" if encryption else b""
    known = b"/ID[<%s><%s>]" % (identity.hex().encode(), identity.hex().encode())
    trailer = b"trailer<</Size %d/Root 1 0 R" % (len(bodies) + 1) + locked + known + b">>\n"
    return out + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
