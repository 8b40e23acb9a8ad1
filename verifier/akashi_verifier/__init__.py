"""The verifier (検証器): says offline what a certificate file is worth; needs no Akashi server."""
