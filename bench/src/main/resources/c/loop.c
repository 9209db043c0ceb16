/* The control loop's waiting in C, for comparison: absolute deadlines, sleep to the deadline less a spin window, spin the rest.
 * usage: loop PERIOD_NS DURATION_NS CPU PRIORITY SPIN_NS
 * Prints one latency (ns) a line, then "ticks overruns skipped cpu_ns" after a line "end". */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>

static int64_t now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void sleep_until(int64_t deadline, int64_t spin) {
    int64_t end = deadline - spin;
    if (end > now(CLOCK_MONOTONIC)) {
        struct timespec t = {end / 1000000000, end % 1000000000};
        while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) {
        }
    }
    while (now(CLOCK_MONOTONIC) < deadline) {
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
    }
}

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: loop PERIOD_NS DURATION_NS CPU PRIORITY SPIN_NS\n");
        return 2;
    }
    int64_t period = atoll(argv[1]);
    int64_t duration = atoll(argv[2]);
    int cpu = atoi(argv[3]);
    int priority = atoi(argv[4]);
    int64_t spin = atoll(argv[5]);

    size_t most = (size_t)(duration / period) + 1;
    int64_t *latency = malloc(most * sizeof *latency);
    if (latency == NULL) {
        return 1;
    }
    memset(latency, 0, most * sizeof *latency);
    mlockall(MCL_CURRENT | MCL_FUTURE);
    prctl(PR_SET_TIMERSLACK, 1UL);
    if (cpu >= 0) {
        cpu_set_t set;
        CPU_ZERO(&set);
        CPU_SET(cpu, &set);
        if (sched_setaffinity(0, sizeof set, &set) != 0) {
            perror("sched_setaffinity");
            return 1;
        }
    }
    struct sched_param param = {.sched_priority = priority};
    if (priority > 0 && sched_setscheduler(0, SCHED_FIFO, &param) != 0) {
        perror("sched_setscheduler");
        return 1;
    }

    size_t ticks = 0;
    int64_t overruns = 0;
    int64_t skipped = 0;
    int64_t cpu_from = now(CLOCK_THREAD_CPUTIME_ID);
    int64_t next = now(CLOCK_MONOTONIC) + period;
    int64_t end = next + duration;
    while (next < end && ticks < most) {
        sleep_until(next, spin);
        int64_t late = now(CLOCK_MONOTONIC) - next;
        latency[ticks++] = late;
        if (late > period) {
            overruns++;
            /* the newest deadline that has passed is met next, as the control loop does */
            skipped += late / period - 1;
            next += (late / period - 1) * period;
        }
        next += period;
    }
    int64_t cpu_ns = now(CLOCK_THREAD_CPUTIME_ID) - cpu_from;

    param.sched_priority = 0;
    sched_setscheduler(0, SCHED_OTHER, &param);
    for (size_t i = 0; i < ticks; i++) {
        printf("%lld\n", (long long)latency[i]);
    }
    printf("end\n%zu %lld %lld %lld\n", ticks, (long long)overruns, (long long)skipped, (long long)cpu_ns);
    return 0;
}
