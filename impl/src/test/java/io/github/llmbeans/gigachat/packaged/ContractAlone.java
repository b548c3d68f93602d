package io.github.llmbeans.gigachat.packaged;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.MockProvider;
import io.github.llmbeans.Router;
import java.util.TreeSet;

/** Runs in a JVM that has the contract and the JDK's base module. */
final class ContractAlone {
    private ContractAlone() {}

    public static void main(String[] arguments) {
        TreeSet<String> modules = new TreeSet<>();
        ModuleLayer.boot().modules().forEach(module -> modules.add(module.getName()));
        System.out.println(modules);
        try (Router router = new Router("all")) {
            router.addProvider(new MockProvider());
            System.out.println(router.generate("Hello"));
            System.out.println(streamed(router));
        }
    }

    private static String streamed(BaseProvider provider) {
        StringBuilder text = new StringBuilder();
        try (BlockingStream<String> pieces =
                BlockingStream.of(provider.generateStream("Hello", GenerationParams.defaults()))) {
            pieces.forEachRemaining(text::append);
        }
        return text.toString();
    }
}
