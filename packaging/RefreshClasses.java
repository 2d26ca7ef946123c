// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of old libraries a class file version that Java keeps in its cache of classes, which it refuses to
 * do below 50: they would be parsed and verified anew at each start. The code stays as it is; the stack maps that newer
 * versions ask for are added. Idempotent. To be run as a source file: {@code java RefreshClasses.java DIRECTORY}.
 */
final class RefreshClasses {
    private static final int OLDEST_CACHED = ClassFile.JAVA_6_VERSION;
    private static final int REFRESHED = ClassFile.JAVA_8_VERSION;

    private static final ClassTransform REFRESH = ((ClassTransform) (builder, element) -> {
                if (element instanceof ClassFileVersion) {
                    builder.withVersion(REFRESHED, 0);
                } else {
                    builder.with(element);
                }
            })
            .andThen(ClassTransform.transformingMethodBodies(CodeBuilder::with));

    private final ClassFile classFiles;

    /** The loader knows which class extends which, as the stack maps need it. */
    private RefreshClasses(ClassLoader libraries) {
        ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing(libraries).cached();
        classFiles = ClassFile.of(
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    static void main(String[] arguments) throws IOException {
        List<Path> jars;
        try (var files = Files.list(Path.of(arguments[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        try (var libraries = new URLClassLoader(jars.stream().map(RefreshClasses::url).toArray(URL[]::new))) {
            var refresher = new RefreshClasses(libraries);
            for (Path jar : jars) {
                if (hasOldClasses(jar)) {
                    refresher.refresh(jar);
                }
            }
        }
    }

    private static boolean hasOldClasses(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (isOldClass(entry, read(jar, entry))) {
                    return true;
                }
            }
            return false;
        }
    }

    private void refresh(Path file) throws IOException {
        Path refreshed = Files.createTempFile(file.toAbsolutePath().getParent(), "refreshed", null);
        try (var jar = new JarFile(file.toFile());
                var output = new JarOutputStream(Files.newOutputStream(refreshed))) {
            output.setComment("Changed by the build of jkeepalived: newer class file versions, with stack maps");
            for (JarEntry entry : jar.stream().toList()) {
                byte[] content = read(jar, entry);
                var copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                output.putNextEntry(copy);
                output.write(isOldClass(entry, content) ? refresh(content) : content);
            }
        }
        Files.setPosixFilePermissions(refreshed, Files.getPosixFilePermissions(file));
        Files.move(refreshed, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private byte[] refresh(byte[] content) {
        return classFiles.transformClass(classFiles.parse(content), REFRESH);
    }

    /** JVMS section 4.1: magic number, minor version, and in the bytes 6 and 7 the major version. */
    private static boolean isOldClass(JarEntry entry, byte[] content) {
        return entry.getName().endsWith(".class") && ((content[6] & 0xff) << 8 | content[7] & 0xff) < OLDEST_CACHED;
    }

    private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
        try (var input = jar.getInputStream(entry)) {
            return input.readAllBytes();
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
