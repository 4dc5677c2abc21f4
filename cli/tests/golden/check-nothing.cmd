cargo embody check
