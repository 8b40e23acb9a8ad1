"""What stops a command (中断の理由): known faults of the set-up get a sentence, ours are kept."""

from __future__ import annotations

import errno
import secrets
import traceback
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, connections

from akashi.adapters.post import PostRefuses
from akashi.config.environment import data_directory, read_environment
from akashi.config.startup import prepare
from akashi.domain.violations import RuleViolation

DATABASES = ("sqlite3", "postgresql")

_STORE = (
    (("no such table", "no such column", "does not exist"), "store_old"),
    (("disk is full", "disk full", "no space left"), "disk_full"),
    (("readonly database", "read-only", "unable to open database file"), "store_locked_away"),
    (("not a database", "malformed"), "store_damaged"),
    (("database is locked",), "store_busy"),
    (("permission denied", "must be owner"), "store_not_ours"),
)
_SENTENCES = {
    "store_old": "記録簿が作られていないか、古い版です。`akashi migrate` を実行してください / "
    "the store is not made yet or of an older version; run `akashi migrate`",
    "disk_full": "ディスクの空きがありません。空きを作って、もう一度実行してください / "
    "the disk is full; make room and run it again",
    "store_locked_away": "記録簿に書き込めません。AKASHI_DATA_DIR の権限を確かめてください / "
    "the store cannot be written; check the permissions of AKASHI_DATA_DIR",
    "store_damaged": "記録簿がSQLiteとして読めません。AKASHI_DATABASE_URL を確かめてください / "
    "the store's file is no SQLite database; check AKASHI_DATABASE_URL",
    "store_busy": "記録簿が使用中です。しばらくしてからもう一度実行してください / "
    "the store is busy; run it again in a moment",
    "store_away": "データベースにつながりません。AKASHI_DATABASE_URL を確かめてください / "
    "the database does not answer; check AKASHI_DATABASE_URL and the server",
    "store_not_ours": "データベースの権限が足りません。表の所有者を設定して"
    " `akashi migrate` を実行してください / the role lacks a right in the database; "
    "name the tables' owner and run `akashi migrate` (AKASHI_MIGRATE_DATABASE_URL)",
    "text": "UTF-8 として読めない文字が引数にあります / an argument holds what is no UTF-8",
}


class SettingsUnusable(Exception):  # noqa: N818 - says what is wrong, as the other names of this house do
    """Raised when settings (AKASHI_*) cannot be used; its text is the sentence for the operator."""


def wake() -> None:
    """Load settings and records.

    Raises: SettingsUnusable naming what to mend; OSError for files and folders.
    """
    try:
        prepare()
        engine = connections["default"].settings_dict["ENGINE"].rpartition(".")[2]
    except OSError:
        raise
    except Exception as error:
        raise SettingsUnusable(_about_settings(error)) from error
    if engine not in DATABASES:
        raise SettingsUnusable(
            "設定を読めません / settings cannot be used: AKASHI_DATABASE_URL: "
            "sqlite:////absolute/path または / or postgresql://…"
        )


def explain(error: BaseException) -> str | None:
    """Return the sentence for a fault of input or set-up, None for what nobody foresaw."""
    for kinds, sentence in _EXPLAINED:
        if isinstance(error, kinds):
            return sentence(error)
    if isinstance(error, ValueError | PostRefuses) and _passed(error, "config/wiring.py"):
        return _about_settings(error)
    return None


def keep(error: BaseException) -> str:
    """Write a fault of ours where the operator finds it, and return the sentence that says so."""
    told = (
        "予期しない誤りで中断しました / stopped by an unforeseen error: "
        f"{type(error).__name__}. "
        "`akashi doctor` で設定を確かめてください / run `akashi doctor` to check the set-up."
    )
    try:
        folder = data_directory(read_environment()) / "errors"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{secrets.token_hex(6)}.txt"
        path.touch(mode=0o600)
        text = "".join(traceback.format_exception(error))
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except Exception as second:  # noqa: BLE001 - nowhere to keep it: then the line must do
        return f"{told}\n{error}\n({type(second).__name__}: {second})"
    return f"{told}\n詳しくは / details: {path}"


def _about_settings(error: BaseException) -> str:
    # The value itself is not shown: it may hold a password.
    named = "AKASHI_DATABASE_URL: " if _passed(error, "dj_database_url", "/django/db/") else ""
    return (
        f"設定を読めません / settings cannot be used: {named}{error} "
        "(docs/operating.md に一覧があります / lists all settings)"
    )


def _passed(error: BaseException, *places: str) -> bool:
    """Tell whether an error came through code in one of these files."""
    frames = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    return any(place in name for name in frames for place in places)


def _about_store(error: BaseException) -> str:
    said = str(error).lower()
    for marks, name in _STORE:
        if any(mark in said for mark in marks):
            return _SENTENCES[name]
    if type(error).__name__ in {"OperationalError", "InterfaceError"}:
        first = str(error).strip().partition("\n")[0]
        return f"{_SENTENCES['store_away']} ({first})"
    return keep(error)


def _about_files(error: BaseException) -> str:
    if not isinstance(error, OSError):
        return str(error)
    if error.errno == errno.ENOSPC:
        return _SENTENCES["disk_full"]
    reason = error.strerror or str(error) or type(error).__name__
    where = f"{error.filename}: " if error.filename else ""
    return (
        f"{where}{reason}。場所と権限を確かめてください / "
        f"{where}{reason}; check the place and its permissions"
    )


def _about_rules(error: BaseException) -> str:
    found = error.violations if isinstance(error, RuleViolation) else ()
    return " / ".join(f"{each.message('ja')} {each.message('en')}" for each in found)


_EXPLAINED: tuple[tuple[tuple[type[BaseException], ...], Callable[[BaseException], str]], ...] = (
    ((SettingsUnusable,), str),
    ((RuleViolation,), _about_rules),
    ((DatabaseError, InterfaceError), _about_store),
    ((OSError,), _about_files),
    ((UnicodeEncodeError,), lambda _error: _SENTENCES["text"]),
)
