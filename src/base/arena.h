/* Memory that is given back all at once. An allocation never returns NULL: when memory runs out the arena
 * jumps to arena->exhausted, which whoever owns the arena has set (setjmp) before the first allocation.
 * Between setjmp and the jump nothing may own memory outside the arena, unless the owner of the arena
 * knows of it and frees it where the jump lands. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena_block;

struct arena {
    struct arena_block *first, *current; /* blocks are kept over arena_reset */
    size_t used;                         /* bytes used in current */
    jmp_buf *exhausted;
};

void arena_init(struct arena *arena);
void arena_destroy(struct arena *arena);
void arena_reset(struct arena *arena); /* everything allocated is gone; the memory is kept for reuse */

void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
void *arena_grow(struct arena *arena, const void *old, size_t old_size, size_t new_size); /* a larger copy, the rest zeroed */
char *arena_copy(struct arena *arena, const char *text, size_t length); /* a terminated copy */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
_Noreturn void arena_out_of_memory(struct arena *arena); /* for callers whose own allocation failed */

/* Scratch: what is allocated between mark and rewind is given back. */
struct arena_mark {
    struct arena_block *block;
    size_t used;
};
struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* A growing array in an arena: VEC(struct token) tokens; vec_push(arena, &tokens, value); tokens.items[i]. */
#define VEC(type)                 \
    struct {                      \
        type *items;              \
        uint32_t count, capacity; \
    }
#define vec_push(arena, vec, ...)                                                                                    \
    do {                                                                                                             \
        if ((vec)->count == (vec)->capacity) {                                                                       \
            uint32_t capacity_ = (vec)->capacity ? 2 * (vec)->capacity : 16;                                         \
            (vec)->items = arena_grow((arena), (vec)->items, (vec)->count * sizeof *(vec)->items,                    \
                                      capacity_ * sizeof *(vec)->items);                                             \
            (vec)->capacity = capacity_;                                                                             \
        }                                                                                                            \
        (vec)->items[(vec)->count++] = (__VA_ARGS__);                                                                \
    } while (0)

#endif
