// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * Binds the C library and turns errno into Java: the only place that does either.
 *
 * <p>The functions are grouped by theme in {@code …Calls} classes, because binding costs start-up time and most
 * processes need few of them. Their interfaces are public only in the eyes of the virtual machine: jnr-ffi generates
 * the implementation in another class loader.
 *
 * <p>No function here may have exactly six integer arguments: jnr-ffi 2.3.4 on x86-64 passes garbage as the sixth
 * unless {@code jnr.ffi.x86asm.enabled=false}. Seven take another, correct path.
 */
final class Libc {
    private static final Runtime RUNTIME = Runtime.getSystemRuntime();

    private Libc() {}

    static <T> T bind(Class<T> functions) {
        return LibraryLoader.create(functions).failImmediately().load("c");
    }

    static Runtime runtime() {
        return RUNTIME;
    }

    /** The result as it is, or the negative error number where the call returned -1. Allocates nothing. */
    static int result(int returned) {
        return returned >= 0 ? returned : -RUNTIME.getLastError();
    }

    /** The result as it is, or the negative error number where the call returned -1. Allocates nothing. */
    static long result(long returned) {
        return returned >= 0 ? returned : -RUNTIME.getLastError();
    }

    /** The result, or the error as an exception. The subject's text is made only in the second case. */
    static int check(int returned, String operation, Object subject) throws PosixException {
        if (returned < 0) {
            throw new PosixException(operation, Errno.of(RUNTIME.getLastError()), String.valueOf(subject));
        }
        return returned;
    }

    /** For the functions that return the error number itself (the pthread and posix_spawn families). */
    static void checkReturned(int errno, String operation, Object subject) throws PosixException {
        if (errno != 0) {
            throw new PosixException(operation, Errno.of(errno), String.valueOf(subject));
        }
    }
}
