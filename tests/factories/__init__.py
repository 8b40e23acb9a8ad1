"""The world of the tests (登場人物): one set of people, and guarantees made by the real verbs."""
