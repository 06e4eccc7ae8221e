/* (5a) esp_lexicon_check: every fault of a folder of lexicons, not only the first. A folder with domain.tsv is a domain
 * and is checked together with the general lists above it, without which it cannot be loaded. */
#include "lexicon_internal.h"

#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

static bool is_domain(const char *folder)
{
    char path[4096];
    struct stat stat_;
    return (size_t)snprintf(path, sizeof path, "%s/domain.tsv", folder) < sizeof path && !stat(path, &stat_);
}

static void ignore(void *context, const struct esp_error *fault)
{
    (void)context;
    (void)fault;
}

long esp_lexicon_check(const char *folder, void (*report)(void *context, const struct esp_error *fault), void *context,
                       struct esp_error *error)
{
    struct stat stat_;
    int failure = stat(folder, &stat_) ? errno : !S_ISDIR(stat_.st_mode) ? ENOTDIR : 0;
    if (failure) {
        error_set(error, ESP_IO, "cannot be read: %s", strerror(failure));
        error_place(error, folder, 0, 0);
        return -1;
    }
    struct faults faults = {.status = ESP_LEXICON, .report = report ? report : ignore, .context = context};
    bool domain = is_domain(folder);
    struct lexicon *lexicon = lexicon_read(domain ? folder : NULL, domain ? NULL : folder, false, &faults);
    if (!lexicon) {
        error_set(error, ESP_NOMEM, "out of memory");
        return -1;
    }
    lexicon_free(lexicon);
    return faults.count;
}
