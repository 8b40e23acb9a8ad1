"""保証契約番号, 認証キー and 受付番号: their shape, check symbols, and how people mistype them."""
