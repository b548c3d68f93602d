package io.github.llmbeans.sample;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.ScheduleExpression;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks the model on a timer, outside any request: once a day at six, unless {@code sample.daily.hour},
 * {@code sample.daily.minute} and {@code sample.daily.second} say otherwise (as {@link ScheduleExpression} reads them).
 * The timer is not persistent and needs no database.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class DailyQuestion {
    private static final System.Logger LOGGER = System.getLogger(DailyQuestion.class.getName());
    private static final String PROMPT = "Tell one surprising fact in one sentence.";

    @Inject
    BaseProvider llm;

    @Resource
    TimerService timers;

    @Inject
    @ConfigProperty(name = "sample.daily.hour", defaultValue = "6")
    String hour;

    @Inject
    @ConfigProperty(name = "sample.daily.minute", defaultValue = "0")
    String minute;

    @Inject
    @ConfigProperty(name = "sample.daily.second", defaultValue = "0")
    String second;

    private volatile @Nullable String fact;

    @PostConstruct
    void schedule() {
        ScheduleExpression daily =
                new ScheduleExpression().hour(hour).minute(minute).second(second);
        timers.createCalendarTimer(daily, new TimerConfig("daily question", false));
    }

    @Timeout
    void ask() {
        try {
            fact = llm.generate(PROMPT);
        } catch (ProviderException e) {
            LOGGER.log(System.Logger.Level.WARNING, "No fact today: {0}", e.getMessage());
        }
    }

    /**
     * The fact of the day.
     *
     * @return empty until the timer has run and the model has answered
     */
    public Optional<String> fact() {
        return Optional.ofNullable(fact);
    }
}
