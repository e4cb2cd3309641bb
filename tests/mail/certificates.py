"""Certificates for a mail server on loopback, made when they are needed."""

import ssl
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import trustme

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody who vouches for servers, and the file with their own certificate."""

    signer: trustme.CA
    file: Path

    def vouches(self, *names: str, until: datetime | None = None) -> ssl.SSLContext:
        """A server's side of TLS, with a certificate for these names."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        begins = LONG_AGO if until else None
        self.signer.issue_cert(*names, not_before=begins, not_after=until).configure_cert(context)
        return context


def authority(folder: Path) -> Authority:
    signer, file = trustme.CA(), folder / "authority.pem"
    signer.cert_pem.write_to_path(str(file))
    return Authority(signer, file)


def only_old(context: ssl.SSLContext) -> ssl.SSLContext:
    """The same, speaking TLS 1.1 at most."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it is old: that is the point
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context
