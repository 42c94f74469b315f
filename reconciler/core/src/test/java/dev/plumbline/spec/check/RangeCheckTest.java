package dev.plumbline.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.document.SpecKind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers that bound each other: machines, executors, replicas.
class RangeCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AML_COMPUTE | {min_instances: 1, max_instances: 1} | ``",
                "AML_COMPUTE | {min_instances: 5, max_instances: 4} | min_instances: min_instances is 5, which is more than max_instances, 4; lower it",
                "KUBERNETES_ONLINE_DEPLOYMENT | {scale_settings: {min_instances: '3', max_instances: 2}} | scale_settings.min_instances: min_instances is 3, which is more than max_instances, 2; lower it",
                "COMMAND_JOB | {resources: {instance_count: 2, max_instance_count: 1}} | resources.instance_count: instance_count is 2, which is more than max_instance_count, 1; lower it",
                "COMMAND_JOB | {distribution: {type: tensorflow, worker_count: 2}, resources: {instance_count: 2}} | ``",
                "COMMAND_JOB | {distribution: {type: tensorflow, worker_count: 2}, resources: {instance_count: '${{parent.inputs.n}}'}} | ``",
                "COMMAND_JOB | {distribution: {type: tensorflow, worker_count: 2}} | distribution.worker_count: warning: worker_count is 2, but resources.instance_count is 1, the default; there is a machine for each worker",
                "SPARK_JOB | {type: spark, conf: {spark.dynamicAllocation.enabled: true, spark.dynamicAllocation.minExecutors: 3, spark.dynamicAllocation.maxExecutors: 2}} | conf.spark.dynamicAllocation.minExecutors: spark.dynamicAllocation.minExecutors is 3, which is more than spark.dynamicAllocation.maxExecutors, 2; lower it",
                "SPARK_JOB | {type: spark, conf: {spark.dynamicAllocation.maxExecutors: 2}} | conf.spark.dynamicAllocation.maxExecutors: spark.dynamicAllocation.maxExecutors is for dynamic allocation, which is not enabled; add spark.dynamicAllocation.enabled: true, or remove it",
                "SPARK_JOB | {type: spark, compute: 'azureml:pool', resources: {instance_type: x}} | resources: a Spark job runs on compute or on resources, not on both; remove one of them"
            })
    void numbersFitEachOther(SpecKind kind, String document, String fault) {
        assertThat(Collected.faults(kind, document))
                .isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
    }
}
