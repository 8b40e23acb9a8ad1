"""Structured log lines (ログ): one JSON object a line, with a request id and without secrets."""

from __future__ import annotations

import logging
import logging.config
import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

SECRET_NAMES = re.compile(r"(?i)(^|_)pin$|password|access_key|secret|token|authorization|cookie")
ACCESS_KEY_SHAPE = re.compile(r"\b[2-9A-HJ-NP-Z]{5}(?:[-\s]?[2-9A-HJ-NP-Z]{5}){4}\b", re.IGNORECASE)


def hide_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Blank whatever is named like a secret or shaped like an access key (認証キー)."""
    for name, value in event.items():
        if SECRET_NAMES.search(name):
            event[name] = "〔伏せ〕"
        elif isinstance(value, str):
            event[name] = ACCESS_KEY_SHAPE.sub("〔伏せ〕", value)
    return event


def configure(settings: Mapping[str, Any]) -> None:
    """Send every line of ours and of the libraries through the same chain to stderr."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        hide_secrets,
                        structlog.processors.JSONRenderer(ensure_ascii=False),
                    ],
                },
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": settings["level"]},
            "loggers": {
                "django.request": {"level": "ERROR"},
                "pyhanko": {"level": "ERROR"},
                "pyhanko_certvalidator": {"level": "ERROR"},
                "fontTools": {"level": "ERROR"},
                "_granian": {"level": "WARNING"},
            },
        }
    )
