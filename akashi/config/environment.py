"""What the operator sets (設定): AKASHI_* from the process environment, then a `.env` file."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env

from akashi.adapters.post import is_address

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent


def read_environment() -> Env:
    """Return the environment; a `.env` file in the working directory never wins over it."""
    env = Env(prefix="AKASHI_")
    dotenv = Path.cwd() / ".env"
    if dotenv.is_file():
        env.read_env(str(dotenv), recurse=False, override=False)
    return env


def data_directory(env: Env) -> Path:
    """Return where everything is kept that is not code: store, keys, demo files."""
    given = env.str("DATA_DIR", "")
    if given:
        return Path(given).expanduser().resolve()
    home = PROJECT if (PROJECT / "pyproject.toml").is_file() else Path.cwd()
    return home / "var"


def public_url(env: Env) -> str:
    """Return AKASHI_PUBLIC_URL without a slash at its end.

    Raises: ValueError for what is no http or https address of a machine.
    """
    given = env.str("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
    try:
        parts = urlsplit(given)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise ValueError(f"AKASHI_PUBLIC_URL is an address like https://hosho.example, not {given}")
    return given


def listed(env: Env, name: str, default: Sequence[str] = ()) -> list[str]:
    """Return what stands between the commas of a setting, without the spaces around it."""
    given = [each.strip() for each in env.list(name, list(default))]
    return [each for each in given if each]


def networks(env: Env, name: str) -> list[str]:
    """Return the networks (or single addresses) named by a setting.

    Raises: ValueError for what is neither.
    """
    try:
        return [str(ip_network(each, strict=False)) for each in listed(env, name)]
    except ValueError as error:
        raise ValueError(f"AKASHI_{name}: {error}") from error


def addresses(env: Env, name: str) -> list[str]:
    """Return the mail addresses named by a setting.

    Raises: ValueError for what is no single address.
    """
    given = listed(env, name)
    for each in given:
        if not is_address(each):
            raise ValueError(f"AKASHI_{name}: {each} is not one mail address")
    return given


def first_use_secret(path: Path) -> str:
    """Return the secret kept in `path`, made at first use and readable by the owner only.

    Two processes starting at once both end with the same secret: the file appears
    whole under its name or not at all, and the first one stays.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
