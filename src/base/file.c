#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool failed(const char *path, int fd, struct esp_error *error)
{
    error_set(error, ESP_IO, "cannot be written: %s", strerror(errno));
    error_place(error, path, 0, 0);
    if (fd >= 0)
        close(fd);
    return false;
}

bool file_write(const char *path, const void *data, size_t length, struct esp_error *error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return failed(path, fd, error);
    for (size_t done = 0; done < length;) {
        ssize_t put = write(fd, (const char *)data + done, length - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return failed(path, fd, error);
        done += (size_t)put;
    }
    if (fsync(fd))
        return failed(path, fd, error);
    return close(fd) == 0 || failed(path, -1, error);
}

bool file_sync_folder(const char *path, struct esp_error *error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return failed(path, fd, error);
    if (fsync(fd) && errno != EINVAL && errno != EROFS) /* some file systems cannot */
        return failed(path, fd, error);
    close(fd);
    return true;
}
