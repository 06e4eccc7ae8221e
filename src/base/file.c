#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void *failed(const char *path, char *data, int fd, struct esp_error *error)
{
    if (errno == ENOMEM)
        error_set(error, ESP_NOMEM, "out of memory");
    else
        error_set(error, ESP_IO, "%s", strerror(errno));
    error_place(error, path, 0, 0);
    free(data);
    if (fd >= 0)
        close(fd);
    return NULL;
}

char *file_read(const char *path, size_t *length, struct esp_error *error)
{
    size_t used = 0, size = 1 << 16;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return failed(path, NULL, fd, error);
    struct stat about;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0)
        size = (size_t)about.st_size + 2; /* one to see the end, one for the zero byte */
    char *data = malloc(size);
    while (data) {
        ssize_t got = read(fd, data + used, size - used - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed(path, data, fd, error);
        if (got == 0)
            break;
        used += (size_t)got;
        if (used == size - 1) {
            size *= 2;
            char *larger = realloc(data, size);
            if (!larger)
                return failed(path, data, fd, error);
            data = larger;
        }
    }
    if (!data)
        return failed(path, NULL, fd, error);
    close(fd);
    data[used] = 0;
    *length = used;
    return data;
}

bool file_write(const char *path, const void *data, size_t length, struct esp_error *error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return failed(path, NULL, fd, error);
    for (size_t done = 0; done < length;) {
        ssize_t put = write(fd, (const char *)data + done, length - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return failed(path, NULL, fd, error);
        done += (size_t)put;
    }
    if (fsync(fd) || close(fd))
        return failed(path, NULL, -1, error);
    return true;
}
