"""A server that speaks S3: moto's, in a thread, on a real socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "papers"


@contextmanager
def s3_server(bucket: str = BUCKET) -> Iterator[str]:
    """The URL of a bucket, for BEIAN_FILES_URL."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        client = boto3.client(
            "s3",
            endpoint_url=f"http://{host}:{port}",
            aws_access_key_id="key",
            aws_secret_access_key="secret",
            region_name="us-east-1",
        )
        client.create_bucket(Bucket=bucket)
        client.close()
        yield f"s3+http://key:secret@{host}:{port}/{bucket}/desk"
    finally:
        server.stop()
