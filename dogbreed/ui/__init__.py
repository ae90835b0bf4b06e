"""What more than one page draws with."""
