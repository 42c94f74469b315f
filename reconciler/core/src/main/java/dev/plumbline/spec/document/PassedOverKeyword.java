package dev.plumbline.spec.document;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/// `x-plumbline-unknown`: stands where Azure ML takes keys that it does not know and passes over
/// them. Finds each of them, so that it can be told.
final class PassedOverKeyword extends AbstractKeyword {
    static final String NAME = "x-plumbline-unknown";

    PassedOverKeyword() {
        super(NAME);
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) {
        return new Finder(this, node, location, parent, context);
    }

    private static final class Finder extends BaseKeywordValidator {
        Finder(
                PassedOverKeyword keyword,
                JsonNode node,
                SchemaLocation location,
                Schema parent,
                SchemaContext context) {
            super(keyword, node, location, parent, context);
        }

        @Override
        public void validate(
                ExecutionContext execution, JsonNode node, JsonNode root, NodePath place) {
            execution.addError(
                    Error.builder()
                            .keyword(NAME)
                            .instanceNode(node)
                            .instanceLocation(place)
                            .evaluationPath(execution.getEvaluationPath())
                            .schemaLocation(getSchemaLocation())
                            .message("a key that is passed over")
                            .build());
        }
    }
}
