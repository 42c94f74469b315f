package dev.plumbline.agent.loop;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.quartz.DateBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/// Looks at repositories at intervals: the safety net under webhooks. The first look of each is put
/// off by a random part of its interval, so that many agents do not ask at once.
public final class Polling implements AutoCloseable {
    private static final Map<String, RepositoryLoop> LOOPS = new ConcurrentHashMap<>();

    private final Scheduler scheduler;
    private final String prefix;

    public Polling() throws SchedulerException {
        Properties properties = new Properties();
        prefix = "poll-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        properties.setProperty("org.quartz.scheduler.instanceName", prefix);
        properties.setProperty("org.quartz.threadPool.threadCount", "2");
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        scheduler = new StdSchedulerFactory(properties).getScheduler();
        scheduler.start();
    }

    public void add(RepositoryLoop loop) throws SchedulerException {
        Duration interval = loop.options().poll();
        String key = prefix + "/" + loop.options().name();
        LOOPS.put(key, loop);
        JobDetail job = JobBuilder.newJob(Poll.class).withIdentity(key).build();
        int jitterMillis = (int) Math.min(interval.toMillis(), Integer.MAX_VALUE);
        Trigger trigger =
                TriggerBuilder.newTrigger()
                        .startAt(
                                DateBuilder.futureDate(
                                        1 + ThreadLocalRandom.current().nextInt(jitterMillis),
                                        DateBuilder.IntervalUnit.MILLISECOND))
                        .withSchedule(
                                SimpleScheduleBuilder.simpleSchedule()
                                        .withIntervalInMilliseconds(interval.toMillis())
                                        .repeatForever()
                                        .withMisfireHandlingInstructionNextWithRemainingCount())
                        .build();
        scheduler.scheduleJob(job, trigger);
    }

    @Override
    public void close() throws SchedulerException {
        scheduler.shutdown(false);
        LOOPS.keySet().removeIf(key -> key.startsWith(prefix + "/"));
    }

    /// Made by Quartz, which is why it finds its loop by name.
    public static final class Poll implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            RepositoryLoop loop = LOOPS.get(context.getJobDetail().getKey().getName());
            if (loop != null) {
                loop.repositoryChanged("poll");
            }
        }
    }
}
