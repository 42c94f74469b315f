package dev.plumbline.spec.document;

import static dev.plumbline.spec.document.TestingDocuments.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// One problem for each mistake.
class SingleCausesTest {
    @Test
    void aMisspeltKeyIsNotMissingToo() {
        assertThat(problems("pipelineJob", "type: pipeline\njbos: {}\n"))
                .containsExactly(
                        "specs/a.yml:3:1: \"jbos\" is not a key of a pipeline job; did you mean \"jobs\"?");
    }

    @Test
    void aMisspeltKeyIsNotMissingWhereOneOfSeveralIsNeeded() {
        assertThat(problems("environment", "name: a\nbiuld: {path: .}\n"))
                .containsExactly(
                        "specs/a.yml:3:1: \"biuld\" is not a key of an environment; did you mean \"build\"?");
    }

    @Test
    void aTypeThatIsNoTextIsWrongOnce() {
        assertThat(problems("pipelineJob", "type: [1]\njobs: {}\n")).hasSize(1);
    }

    @Test
    void whatDependsOnAWrongTypeIsNotTold() {
        assertThat(
                        problems(
                                "commandComponent",
                                "name: a\ncommand: ls\nenvironment: azureml:x:1\ninputs: {a: {type: numberx, default: 1, min: 0}}\n"))
                .singleElement()
                .asString()
                .startsWith("specs/a.yml:5:20: inputs.a.type is \"numberx\"");
    }

    @Test
    void aKeyThatIsPassedOverIsToldAtAnyDepth() {
        assertThat(
                        problems(
                                "commandComponent",
                                "name: a\ncommand: ls\nenvironment: azureml:x:1\ndistribution: {type: mpi, porcess_count_per_instance: 1}\n"))
                .containsExactly(
                        "specs/a.yml:5:27: \"porcess_count_per_instance\" is no key of \"distribution\", so it is passed over; did you mean \"process_count_per_instance\"?");
    }
}
