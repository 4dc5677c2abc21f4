// A C program on top of wasi-libc: files, directories, the environment, time and memory.

#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// Memory for the adapter that makes WASI 0.2 of what wasi-libc calls: it would take pages that older versions of wasi-libc
// take for theirs.
__attribute__((export_name("cabi_realloc"))) void *cabi_realloc(void *old, size_t old_len, size_t align, size_t len) {
    void *place = aligned_alloc(align < 16 ? 16 : align, (len + 15) & ~(size_t)15);
    if (!place) abort();
    if (old) memcpy(place, old, old_len < len ? old_len : len);
    return place;
}

static int by_length(const void *a, const void *b) {
    const char *first = *(const char *const *)a, *second = *(const char *const *)b;
    size_t m = strlen(first), n = strlen(second);
    return m != n ? (m < n ? -1 : 1) : strcmp(first, second);
}

// Sorts the lines of standard input by their length.
static int sort_lines(void) {
    char *lines[256], line[1024];
    size_t count = 0;
    while (count < 256 && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        lines[count++] = strdup(line);
    }
    qsort(lines, count, sizeof *lines, by_length);
    for (size_t i = 0; i < count; i++) {
        puts(lines[i]);
        free(lines[i]);
    }
    fprintf(stderr, "%zu lines\n", count);
    return 0;
}

static int files(void) {
    FILE *file = fopen("/data/c.txt", "w+");
    if (!file) return perror("fopen"), 1;
    for (int i = 1; i <= 3; i++) fprintf(file, "%d %.3f\n", i, sqrt(i));
    fseek(file, 2, SEEK_SET);
    double root = 0;
    if (fscanf(file, "%lf", &root) != 1) return 1;
    printf("root %g at %ld\n", root, ftell(file));
    fclose(file);

    struct stat stat_of;
    if (stat("/data/c.txt", &stat_of)) return perror("stat"), 1;
    printf("size %lld regular %d\n", (long long)stat_of.st_size, S_ISREG(stat_of.st_mode));
    printf("exclusive %d\n", open("/data/c.txt", O_CREAT | O_EXCL | O_RDWR, 0600) < 0 && errno == EEXIST);
    printf("mkdir %d\n", mkdir("/data/dir", 0700));
    printf("rename %d\n", rename("/data/c.txt", "/data/dir/d.txt"));
    DIR *dir = opendir("/data/dir");
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (entry->d_name[0] != '.') printf("entry %s\n", entry->d_name);
    }
    if (dir) closedir(dir);
    printf("rmdir %d\n", rmdir("/data/dir") < 0 && errno == ENOTEMPTY);
    printf("unlink %d\n", unlink("/data/dir/d.txt"));
    printf("rmdir %d\n", rmdir("/data/dir"));
    printf("missing %d\n", !fopen("/data/none", "r") && errno == ENOENT);
    printf("outside %d\n", !fopen("/data/../etc/passwd", "r"));
    return 0;
}

static int clocks(void) {
    struct timespec before, after, wall;
    clock_gettime(CLOCK_MONOTONIC, &before);
    nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
    clock_gettime(CLOCK_MONOTONIC, &after);
    clock_gettime(CLOCK_REALTIME, &wall);
    long long passed = (after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec - before.tv_nsec;
    printf("slept %d\n", passed >= 5000000);
    char text[32];
    struct tm parts;
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&wall.tv_sec, &parts));
    puts(text);
    return 0;
}

int main(int argc, char **argv) {
    const char *what = argc > 1 ? argv[1] : "";
    if (!strcmp(what, "sort")) return sort_lines();
    if (!strcmp(what, "files")) return files();
    if (!strcmp(what, "time")) return clocks();
    if (!strcmp(what, "env")) {
        const char *value = argc > 2 ? getenv(argv[2]) : NULL;
        printf("%s\n", value ? value : "(none)");
        return 0;
    }
    if (!strcmp(what, "exit")) exit(argc > 2 ? atoi(argv[2]) : 1);
    if (!strcmp(what, "abort")) abort();
    fprintf(stderr, "usage: files-c sort|files|time|env|exit|abort\n");
    return 2;
}
