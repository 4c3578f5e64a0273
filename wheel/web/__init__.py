"""The pages: parse a request, call one use case, answer with a page, a fragment or a redirect."""
