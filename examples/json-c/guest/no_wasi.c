// Takes the place of the WASI functions that wasi-libc would import.
//
// The C library links its output streams in as soon as a program formats a number, even into memory. Nothing
// here ever writes to a stream, so the functions below are never called; they are defined so that the guest
// imports nothing. Their names and types are those of wasi-libc's raw imports.

#include <stdint.h>
#include <wasi/api.h>

int32_t __imported_wasi_snapshot_preview1_fd_close(int32_t fd) {
    (void)fd;
    return __WASI_ERRNO_NOSYS;
}

int32_t __imported_wasi_snapshot_preview1_fd_seek(int32_t fd, int64_t offset, int32_t whence,
                                                  int32_t position) {
    (void)fd, (void)offset, (void)whence, (void)position;
    return __WASI_ERRNO_NOSYS;
}

int32_t __imported_wasi_snapshot_preview1_fd_write(int32_t fd, int32_t buffers, int32_t count,
                                                   int32_t written) {
    (void)fd, (void)buffers, (void)count, (void)written;
    return __WASI_ERRNO_NOSYS;
}
