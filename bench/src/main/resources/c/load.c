/* Keeps a machine busy until it is killed, or its parent dies. usage: load cpu|memory|disk FILE */
#define _GNU_SOURCE
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static void cpu(void) {
    volatile double x = 1;
    for (;;) {
        x = sqrt(x + 1);
    }
}

/* Beyond any cache, so that every copy goes to memory. */
static void memory(void) {
    size_t bytes = (size_t)128 << 20;
    char *from = malloc(bytes);
    char *to = malloc(bytes);
    if (from == NULL || to == NULL) {
        exit(1);
    }
    memset(from, 1, bytes);
    for (;;) {
        memcpy(to, from, bytes);
        memcpy(from, to, bytes);
    }
}

static void disk(const char *file) {
    static char block[1 << 20];
    int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0) {
        perror(file);
        exit(1);
    }
    unlink(file);
    for (int i = 0;; i = (i + 1) % 64) {
        memset(block, i, sizeof block);
        if (pwrite(fd, block, sizeof block, (off_t)i * sizeof block) < 0) {
            perror(file);
            exit(1);
        }
        fsync(fd);
    }
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: load cpu|memory|disk FILE\n");
        return 2;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (strcmp(argv[1], "cpu") == 0) {
        cpu();
    } else if (strcmp(argv[1], "memory") == 0) {
        memory();
    } else if (strcmp(argv[1], "disk") == 0) {
        disk(argv[2]);
    }
    return 2;
}
