#include "base/json.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

json_t *json_text(const char *text)
{
    if (!text)
        return json_null();
    size_t length = strlen(text);
    if (utf8_valid(text, length) == length)
        return json_string(text);
    json_t *value = NULL;
    struct buffer clean;
    buffer_init(&clean);
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at),
                                                 &point);
        if (size > 0)
            buffer_add(&clean, text + at, (size_t)size);
        else
            buffer_text(&clean, "\xEF\xBF\xBD");
        at += size > 0 ? (size_t)size : 1;
    }
    if (!clean.failed && clean.data)
        value = json_string(clean.data);
    buffer_destroy(&clean);
    return value;
}

bool json_exhausted(const json_t *value, const json_error_t *fault)
{
    return !value && (!*fault->text || json_error_code(fault) == json_error_out_of_memory);
}

json_t *json_rounded(double value)
{
    if (!isfinite(value))
        return json_null();
    double rounded = round(value * 1e4) / 1e4;
    return json_real(rounded == 0 ? 0.0 : rounded); /* no -0.0 */
}
