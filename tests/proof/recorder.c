/* Notes, in order, everything a process asks of the disk under one folder, so that a test can work out what a power
 * cut at any moment may leave. Loaded with LD_PRELOAD; reads RECORDER_FOLDER (absolute) and RECORDER_LOG.
 *
 * One note is the header below and its two pieces of bytes. A lock is held over the call itself and its note, so the
 * order of the notes is the order on the disk. A file whose name ends in "-shm" is memory that processes share, not
 * data, and is left out. A write to a file whose name ends in ".acknowledged" is no write but a word of the process:
 * what it says has been promised. A way of writing that isn't followed here is noted as 'x'; the test then refuses the
 * whole recording.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

struct __attribute__((packed)) note {
    uint8_t what; /* c reated, k: folder made, w ritten, t runcated, s ynced, d irectory synced, r enamed, l inked, u nlinked,
                     m, x */
    uint64_t file, at;
    uint32_t first, second;
};
enum kind { UNKNOWN, DATA, FOLDER, WORD };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static size_t folder_size;
static int log_fd = -1;
static enum kind kinds[MOST];

__attribute__((constructor)) static void start(void) {
    folder = getenv("RECORDER_FOLDER");
    const char *log = getenv("RECORDER_LOG");
    if (!folder || !log) return;
    folder_size = strlen(folder);
    int fd = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 900);
    REAL(close)(fd);
}

static void tell(char what, uint64_t file, uint64_t at, const void *a, size_t an, const void *b, size_t bn) {
    struct note head = {(uint8_t)what, file, at, (uint32_t)an, (uint32_t)bn};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)a, an}, {(void *)b, bn}};
    if (REAL(writev)(log_fd, parts, 3) != (ssize_t)(sizeof head + an + bn)) abort();
}

static int ends(const char *path, const char *end) {
    size_t n = strlen(path), m = strlen(end);
    return n >= m && !strcmp(path + n - m, end);
}

static int ours(const char *path) {
    return log_fd >= 0 && path && !strncmp(path, folder, folder_size) && (path[folder_size] == '/' || !path[folder_size]) &&
           !ends(path, "-shm");
}

static enum kind kind(int fd) { return fd >= 0 && fd < MOST && log_fd >= 0 ? kinds[fd] : UNKNOWN; }

static uint64_t file_of(int fd) {
    struct stat seen;
    return fstat(fd, &seen) ? 0 : (uint64_t)seen.st_ino;
}

typedef int opener(const char *, int, ...);
static int opened(opener *real, const char *path, int flags, mode_t mode) {
    if (!ours(path)) {
        int other = real(path, flags, mode);
        if (other >= 0 && other < MOST) kinds[other] = UNKNOWN;
        return other;
    }
    pthread_mutex_lock(&lock);
    struct stat seen;
    int there = !stat(path, &seen);
    int fd = real(path, flags, mode);
    if (fd >= 0 && fd < MOST && !fstat(fd, &seen)) {
        kinds[fd] = S_ISDIR(seen.st_mode) ? FOLDER : ends(path, ".acknowledged") ? WORD : DATA;
        if (kinds[fd] == DATA && !there) tell('c', seen.st_ino, 0, path, strlen(path), "", 0);
        if (kinds[fd] == DATA && there && (flags & O_TRUNC)) tell('t', seen.st_ino, 0, "", 0, "", 0);
    } else if (fd >= MOST) {
        tell('x', 0, 0, path, strlen(path), "", 0);
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

static mode_t mode_in(int flags, va_list rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; }
#define OPENER(name)                                                                                                   \
    int name(const char *path, int flags, ...) {                                                                       \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t mode = mode_in(flags, rest);                                                                            \
        va_end(rest);                                                                                                  \
        return opened((opener *)REAL(name), path, flags, mode);                                                        \
    }
OPENER(open)
OPENER(open64)

int close(int fd) {
    if (fd == log_fd) return 0;
    if (fd >= 0 && fd < MOST) kinds[fd] = UNKNOWN;
    return REAL(close)(fd);
}

ssize_t write(int fd, const void *data, size_t size) {
    if (kind(fd) == UNKNOWN || kind(fd) == FOLDER) return REAL(write)(fd, data, size);
    pthread_mutex_lock(&lock);
    int to_end = fcntl(fd, F_GETFL) & O_APPEND;
    off_t at = lseek(fd, 0, to_end ? SEEK_END : SEEK_CUR);
    ssize_t done = REAL(write)(fd, data, size);
    if (done > 0) tell(kind(fd) == WORD ? 'm' : 'w', file_of(fd), (uint64_t)at, data, (size_t)done, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}

static ssize_t written_at(int fd, const void *data, size_t size, off64_t at) {
    if (kind(fd) != DATA) return REAL(pwrite64)(fd, data, size, at);
    pthread_mutex_lock(&lock);
    ssize_t done = REAL(pwrite64)(fd, data, size, at);
    if (done > 0) tell('w', file_of(fd), (uint64_t)at, data, (size_t)done, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return written_at(fd, data, size, at); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return written_at(fd, data, size, at); }

static int cut(int fd, off64_t size) {
    if (kind(fd) != DATA) return REAL(ftruncate64)(fd, size);
    pthread_mutex_lock(&lock);
    int bad = REAL(ftruncate64)(fd, size);
    if (!bad) tell('t', file_of(fd), (uint64_t)size, "", 0, "", 0);
    pthread_mutex_unlock(&lock);
    return bad;
}
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }
int ftruncate(int fd, off_t size) { return cut(fd, size); }

/* The real call is left out: what counts here is that the process asked, and a disk is slow. */
static int synced(int fd, int (*real)(int)) {
    if (kind(fd) != DATA && kind(fd) != FOLDER) return real(fd);
    char which[64], path[4096];
    snprintf(which, sizeof which, "/proc/self/fd/%d", fd);
    pthread_mutex_lock(&lock);
    ssize_t n = kind(fd) == FOLDER ? readlink(which, path, sizeof path) : 0;
    tell(kind(fd) == FOLDER ? 'd' : 's', file_of(fd), 0, path, n > 0 ? (size_t)n : 0, "", 0);
    pthread_mutex_unlock(&lock);
    return 0;
}
int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

static int moved(char what, int (*real)(const char *, const char *), const char *from, const char *to) {
    if (!ours(from) && !ours(to)) return real(from, to);
    pthread_mutex_lock(&lock);
    int bad = real(from, to);
    if (!bad) tell(what, 0, 0, from, strlen(from), to, strlen(to));
    pthread_mutex_unlock(&lock);
    return bad;
}
int rename(const char *from, const char *to) { return moved('r', REAL(rename), from, to); }
int link(const char *from, const char *to) { return moved('l', REAL(link), from, to); }

int mkdir(const char *path, mode_t mode) {
    if (!ours(path)) return REAL(mkdir)(path, mode);
    pthread_mutex_lock(&lock);
    int bad = REAL(mkdir)(path, mode);
    if (!bad) tell('k', 0, 0, path, strlen(path), "", 0);
    pthread_mutex_unlock(&lock);
    return bad;
}

int unlink(const char *path) {
    if (!ours(path)) return REAL(unlink)(path);
    pthread_mutex_lock(&lock);
    int bad = REAL(unlink)(path);
    if (!bad) tell('u', 0, 0, path, strlen(path), "", 0);
    pthread_mutex_unlock(&lock);
    return bad;
}

/* Ways of writing that nothing here should use. */
static void not_followed(int fd, const char *how) {
    if (kind(fd) == DATA) {
        pthread_mutex_lock(&lock);
        tell('x', 0, 0, how, strlen(how), "", 0);
        pthread_mutex_unlock(&lock);
    }
}
ssize_t writev(int fd, const struct iovec *parts, int n) {
    not_followed(fd, "writev");
    return REAL(writev)(fd, parts, n);
}
ssize_t sendfile(int to, int from, off_t *at, size_t n) {
    not_followed(to, "sendfile");
    return REAL(sendfile)(to, from, at, n);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t n) {
    not_followed(to, "sendfile64");
    return REAL(sendfile64)(to, from, at, n);
}
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t n, unsigned int flags) {
    not_followed(to, "copy_file_range");
    return REAL(copy_file_range)(from, a, to, b, n, flags);
}
void *mmap64(void *where, size_t n, int how, int flags, int fd, off64_t at) {
    if ((how & PROT_WRITE) && (flags & MAP_SHARED)) not_followed(fd, "mmap");
    return REAL(mmap64)(where, n, how, flags, fd, at);
}
int openat(int at, const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_in(flags, rest);
    va_end(rest);
    if (ours(path) && (flags & (O_WRONLY | O_RDWR | O_CREAT))) {
        pthread_mutex_lock(&lock);
        tell('x', 0, 0, path, strlen(path), "", 0);
        pthread_mutex_unlock(&lock);
    }
    int fd = REAL(openat)(at, path, flags, mode);
    if (fd >= 0 && fd < MOST) kinds[fd] = UNKNOWN;
    return fd;
}
