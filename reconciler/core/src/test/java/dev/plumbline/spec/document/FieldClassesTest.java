package dev.plumbline.spec.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a change of a field means.
class FieldClassesTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        // kind, field, semantic, changeable, ignored
        "MODEL, path, true, false, false",
        "MODEL, type, true, false, false",
        "MODEL, description, false, true, false",
        "MODEL, tags, false, true, false",
        "MODEL, datastore, false, true, false",
        "MODEL, name, false, false, false",
        "MODEL, version, false, false, false",
        "MODEL, creation_context, false, false, true",
        "MODEL, $schema, false, false, true",
        "DATA, path, true, false, false",
        "ENVIRONMENT, conda_file, true, false, false",
        "ENVIRONMENT, image, true, false, false",
        "COMPONENT, command, true, false, false",
        "COMPONENT, display_name, false, true, false",
        "COMPONENT, resources, false, true, false",
        "JOB, command, true, false, false",
        "JOB, jobs, true, false, false",
        "JOB, compute, false, true, false",
        "JOB, outputs, false, true, false",
        "JOB, settings, false, true, false",
        "ONLINE_ENDPOINT, auth_mode, false, true, false",
        "ONLINE_ENDPOINT, name, false, false, false",
        "ONLINE_ENDPOINT, scoring_uri, false, true, true",
        "ONLINE_DEPLOYMENT, model, false, true, false",
        "ONLINE_DEPLOYMENT, resources, false, true, false",
        "ONLINE_DEPLOYMENT, endpoint_name, false, false, false",
        "TRAFFIC, traffic, true, true, false",
        "MODEL, unheard_of, true, false, false",
    })
    void aFieldIsClassedAsItsSchemaSays(
            Kind kind, String field, boolean semantic, boolean changeable, boolean ignored) {
        assertThat(FieldClasses.isSemantic(kind, field)).as("semantic").isEqualTo(semantic);
        assertThat(FieldClasses.isChangeable(kind, field)).as("changeable").isEqualTo(changeable);
        assertThat(FieldClasses.isIgnored(kind, field)).as("ignored").isEqualTo(ignored);
    }
}
