cargo embody inspect picture.png
