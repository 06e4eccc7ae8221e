#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_SIZE = 1 << 16, ALIGNMENT = _Alignof(max_align_t) };

struct arena_block {
    struct arena_block *next;
    size_t size;
    max_align_t data[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

void arena_destroy(struct arena *arena)
{
    for (struct arena_block *block = arena->first, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    *arena = (struct arena){0};
}

void arena_reset(struct arena *arena)
{
    arena->current = arena->first;
    arena->used = 0;
}

_Noreturn void arena_out_of_memory(struct arena *arena)
{
    if (!arena->exhausted)
        abort(); /* a bug of ours: an arena used without a landing place */
    longjmp(*arena->exhausted, 1);
}

/* Moves on to a block that holds size bytes: a kept one if it is large enough, else a new one put before it. */
static void next_block(struct arena *arena, size_t size)
{
    struct arena_block **link = arena->current ? &arena->current->next : &arena->first;
    if (!*link || (*link)->size < size) {
        size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        struct arena_block *block = malloc(sizeof *block + room);
        if (!block)
            arena_out_of_memory(arena);
        block->next = *link;
        block->size = room;
        *link = block;
    }
    arena->current = *link;
    arena->used = 0;
}

static void *allocate(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        arena_out_of_memory(arena);
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (!arena->current || arena->current->size - arena->used < size)
        next_block(arena, size);
    char *result = (char *)arena->current->data + arena->used;
    arena->used += size;
    return result;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(allocate(arena, size), 0, size);
}

void *arena_grow(struct arena *arena, const void *old, size_t old_size, size_t new_size)
{
    char *result = allocate(arena, new_size);
    if (old_size)
        memcpy(result, old, old_size);
    memset(result + old_size, 0, new_size - old_size);
    return result;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
    char *result = allocate(arena, length + 1);
    if (length)
        memcpy(result, text, length);
    result[length] = 0;
    return result;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *result = allocate(arena, (size_t)length + 1);
    vsnprintf(result, (size_t)length + 1, format, again);
    va_end(again);
    return result;
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->current, arena->used};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    arena->current = mark.block;
    arena->used = mark.used;
}
