"""Who asks (手続をする人), by the name the doors know it under."""

from akashi.domain.people import Actor, Role, system_actor

__all__ = ["Actor", "Role", "system_actor"]
