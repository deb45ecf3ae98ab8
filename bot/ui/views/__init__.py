"""Views: outcomes of services turned into messages; pure, but for the library that shapes them."""
