package dev.plumbline.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Loads the reconciler and its stories anew, with one source file changed and compiled in memory.
/// What knows nothing of the reconciler is shared.
final class MutantClasses extends ClassLoader {
    private static final Path SOURCES = Path.of("src/main/java/dev/plumbline");
    private static final Pattern ANEW =
            Pattern.compile("dev\\.plumbline\\.(simulation|reconcile|plan|gate|apply|ledger)\\..*");

    private final Map<String, byte[]> compiled;

    MutantClasses(Mutant mutant) throws IOException {
        super(MutantClasses.class.getClassLoader());
        this.compiled = compile(mutant.file(), changed(mutant));
    }

    private static String changed(Mutant mutant) throws IOException {
        String source = Files.readString(SOURCES.resolve(mutant.file() + ".java"));
        if (source.split(Pattern.quote(mutant.text()), -1).length != 2) {
            throw new IllegalStateException(
                    "\"%s\" does not stand once in %s; bring the mutant \"%s\" up to date"
                            .formatted(mutant.text(), mutant.file(), mutant.name()));
        }
        return source.replace(mutant.text(), mutant.replacement());
    }

    private static Map<String, byte[]> compile(String file, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
            boolean done =
                    compiler.getTask(
                                    said,
                                    memory,
                                    null,
                                    List.of(
                                            "-proc:none",
                                            "-nowarn",
                                            "-classpath",
                                            System.getProperty("java.class.path")),
                                    null,
                                    List.of(new Source(file, source)))
                            .call();
            if (!done) {
                throw new IllegalStateException("the mutant does not compile: " + said);
            }
            Map<String, byte[]> classes = new HashMap<>();
            memory.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return ANEW.matcher(name).matches() ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.containsKey(name) ? compiled.get(name) : original(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream bytes =
                getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///dev/plumbline/" + file + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
