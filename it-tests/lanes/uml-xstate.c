/*
 * Lets User-Mode-Linux up to 6.12 run on processors with AMX. It hands the extended state of a processor to ptrace(2) in
 * a buffer that ends before AMX (arch/x86/um/user-offsets.c), and Linux takes only whole states (xstateregs_set() in
 * arch/x86/kernel/fpu/regset.c), so the first process that it should run gets EFAULT. Preloaded with LD_PRELOAD, this
 * puts what User-Mode-Linux set in front of what the processor has beyond, which no program inside uses: AMX has to be
 * asked for with arch_prctl(2).
 */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* All of a state with AMX is 11008 bytes. */
enum { LARGEST_STATE = 1 << 16 };

static long set_extended_state(pid_t pid, struct iovec *part) {
    static char state[LARGEST_STATE]; /* User-Mode-Linux traces from one thread only. */
    struct iovec whole = {state, sizeof state};
    void *const kind = (void *) NT_X86_XSTATE;

    if (syscall(SYS_ptrace, PTRACE_GETREGSET, pid, kind, &whole) != 0)
        return -1;
    if (whole.iov_len <= part->iov_len)
        return syscall(SYS_ptrace, PTRACE_SETREGSET, pid, kind, part);
    memcpy(state, part->iov_base, part->iov_len);
    return syscall(SYS_ptrace, PTRACE_SETREGSET, pid, kind, &whole);
}

/* Takes the place of the C library's, whose peeks return the word read and clear errno. */
long ptrace(enum __ptrace_request request, ...) {
    va_list arguments;
    va_start(arguments, request);
    pid_t pid = va_arg(arguments, pid_t);
    void *address = va_arg(arguments, void *);
    void *data = va_arg(arguments, void *);
    va_end(arguments);

    if (request == PTRACE_SETREGSET && address == (void *) NT_X86_XSTATE)
        return set_extended_state(pid, data);
    if (request == PTRACE_PEEKTEXT || request == PTRACE_PEEKDATA || request == PTRACE_PEEKUSER) {
        long word;
        if (syscall(SYS_ptrace, request, pid, address, &word) != 0)
            return -1;
        errno = 0;
        return word;
    }
    return syscall(SYS_ptrace, request, pid, address, data);
}
