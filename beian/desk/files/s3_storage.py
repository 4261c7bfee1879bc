"""Encrypted files in a bucket that speaks S3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from beian.desk.files.storage import READ_BYTES, NoSuchObject, StorageFull, StorageUnavailable

_FULL = ("QuotaExceeded", "XMinioStorageFull", "InsufficientStorage")
_LOST = ("NoSuchKey", "404")
_MOST_DELETED = 1000
_CONFIG = Config(
    connect_timeout=5,
    read_timeout=20,
    retries={"mode": "standard", "max_attempts": 3},
    # What else speaks S3 does not always know the newer checksums; each piece is authenticated.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)
_TRANSFER = TransferConfig(multipart_chunksize=8 * 1024 * 1024, use_threads=False)


class S3Storage:
    """A FileStorage in the bucket of a URL, as Settings.files_url describes it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        path = parts.path.strip("/")
        if parts.scheme == "s3":
            self._bucket, prefix = parts.netloc, path
            self._client = boto3.client("s3", config=_CONFIG, region_name=_region(parts.query))
        else:
            self._bucket, _, prefix = path.partition("/")
            scheme, host = parts.scheme.removeprefix("s3+"), parts.netloc.rpartition("@")[2]
            self._client = boto3.client(
                "s3",
                config=_CONFIG.merge(Config(s3={"addressing_style": "path"})),
                endpoint_url=f"{scheme}://{host}",
                region_name=_region(parts.query) or "us-east-1",
                aws_access_key_id=unquote(parts.username) if parts.username else None,
                aws_secret_access_key=unquote(parts.password) if parts.password else None,
            )
        self._prefix = f"{prefix}/" if prefix else ""

    def write(self, name: str, content: Iterable[bytes]) -> None:
        with self._named():
            self._client.upload_fileobj(
                _Stream(content), self._bucket, self._prefix + name, Config=_TRANSFER
            )

    def require_room(self, size: int) -> None:
        """Let all in: a bucket has no bounds that it would tell."""

    def read(self, name: str) -> Iterator[bytes]:
        with self._named():
            found = self._client.get_object(Bucket=self._bucket, Key=self._prefix + name)
            with closing(found["Body"]) as body:
                yield from body.iter_chunks(READ_BYTES)

    def delete(self, names: Iterable[str]) -> None:
        keys = [{"Key": self._prefix + name} for name in names]
        with self._named():
            for start in range(0, len(keys), _MOST_DELETED):
                some = keys[start : start + _MOST_DELETED]
                answer = self._client.delete_objects(
                    Bucket=self._bucket, Delete={"Objects": some, "Quiet": True}
                )
                if answer.get("Errors"):
                    code = answer["Errors"][0].get("Code", "")
                    raise StorageUnavailable(f"The bucket {self._bucket} deletes nothing ({code}).")

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in _LOST:
                raise NoSuchObject(f"The bucket {self._bucket} holds no such object.") from error
            if code in _FULL:
                raise StorageFull(f"The bucket {self._bucket} is full.") from error
            raise StorageUnavailable(
                f"The bucket {self._bucket} of BEIAN_FILES_URL refuses us ({code})."
            ) from error
        except (BotoCoreError, boto3.exceptions.Boto3Error) as error:
            raise StorageUnavailable(
                f"The bucket {self._bucket} of BEIAN_FILES_URL does not answer"
                f" ({type(error).__name__})."
            ) from error


class _Stream:
    """Parts of any size as a file that can only be read on."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._waiting = bytearray()

    def read(self, count: int = -1) -> bytes:
        while count < 0 or len(self._waiting) < count:
            part = next(self._parts, None)
            if part is None:
                break
            self._waiting += part
        taken = bytes(self._waiting if count < 0 else self._waiting[:count])
        del self._waiting[: len(taken)]
        return taken


def _region(query: str) -> str | None:
    return parse_qs(query).get("region", [None])[0]
