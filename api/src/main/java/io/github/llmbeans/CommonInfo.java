package io.github.llmbeans;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What several providers have in common, told as the facts of one. */
final class CommonInfo {
    private static final String NO_MODEL = "none";

    private CommonInfo() {}

    /** The first one's model, what all can do, and the sum of their timeouts unless one does not say its own. */
    static ProviderInfo of(String name, List<BaseProvider> providers) {
        List<ProviderInfo> infos = providers.stream().map(BaseProvider::info).toList();
        if (infos.isEmpty()) {
            return new ProviderInfo(name, NO_MODEL, Set.of());
        }
        Set<Capability> common = EnumSet.allOf(Capability.class);
        infos.forEach(info -> common.retainAll(info.capabilities()));
        return new ProviderInfo(name, infos.get(0).model(), common, sum(infos));
    }

    private static @Nullable Duration sum(List<ProviderInfo> infos) {
        Duration sum = Duration.ZERO;
        for (ProviderInfo info : infos) {
            if (info.timeout() == null) {
                return null;
            }
            sum = sum.plus(info.timeout());
        }
        return sum;
    }
}
