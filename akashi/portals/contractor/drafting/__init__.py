"""Filling in an application (申込の記入): steps, boxes, and what is typed into them."""
