package io.github.llmbeans.gigachat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class VirtualThreadsTest {
    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void thereAreNoneBeforeJava21() {
        assertThat(VirtualThreads.factory("worker")).isEmpty();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void theyAreNamedDaemonsThatInheritNothing() throws Exception {
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        inherited.set("of an application");
        ThreadFactory factory = VirtualThreads.factory("worker").orElseThrow();
        AtomicReference<String> seen = new AtomicReference<>("not run");
        AtomicReference<ClassLoader> loader = new AtomicReference<>(getClass().getClassLoader());

        Thread first = factory.newThread(() -> {
            seen.set(inherited.get());
            loader.set(Thread.currentThread().getContextClassLoader());
        });
        first.start();
        first.join();

        assertThat(Thread.class.getMethod("isVirtual").invoke(first)).isEqualTo(true);
        assertThat(first.isDaemon()).isTrue();
        assertThat(first.getName()).isEqualTo("worker-1");
        assertThat(factory.newThread(() -> {}).getName()).isEqualTo("worker-2");
        assertThat(seen.get()).isNull();
        assertThat(loader.get()).isNull();
    }
}
