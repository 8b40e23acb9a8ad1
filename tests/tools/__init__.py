"""What tests call to use real parts: databases, browsers, checkers of other makers."""
