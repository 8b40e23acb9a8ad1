"""Questions to others over the network (外部への問合せ): bounded, and not asked again at once."""

from akashi.adapters.network.exchange import NoAnswer, address_parts, exchange
from akashi.adapters.network.rests import Rests

__all__ = ["NoAnswer", "Rests", "address_parts", "exchange"]
