package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the service checks in a chat request once its shape is right. */
final class ChatRules {

    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "function");
    private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z_.-][A-Za-z0-9_.-]*");

    private ChatRules() {}

    static void check(ChatCall call) {
        checkNumbers(call.body());
        checkUpdateInterval(call.body());
        checkMessages(call.messages());
        checkFunctions(call.body());
        checkResponseFormat(call.body());
    }

    private static void checkNumbers(JsonObject body) {
        for (String name : List.of("temperature", "max_tokens", "repetition_penalty")) {
            if (number(body, name, BigDecimal.ONE).signum() <= 0) {
                throw invalid(name + " must be in range (0, +inf)");
            }
        }
        BigDecimal topP = number(body, "top_p", BigDecimal.ONE);
        if (topP.signum() < 0 || topP.compareTo(BigDecimal.ONE) > 0) {
            throw invalid("top_p must be in range [0, 1]");
        }
    }

    private static void checkUpdateInterval(JsonObject body) {
        if (number(body, "update_interval", BigDecimal.ZERO).signum() < 0) {
            throw invalid("update_interval must be in range [0, +inf)");
        }
    }

    private static void checkMessages(List<ChatCall.Message> messages) {
        if (messages.isEmpty()) {
            throw invalid("messages must not be empty");
        }
        boolean callIsOpen = false;
        for (int i = 0; i < messages.size(); i++) {
            ChatCall.Message message = messages.get(i);
            if (!ROLES.contains(message.role())) {
                throw invalid("unknown role: " + message.role());
            }
            if (message.role().equals("system") && i > 0) {
                throw invalid("system message must be the first message");
            }
            boolean isResult = message.role().equals("function");
            if (isResult && !callIsOpen) {
                throw invalid("every assistant function result must have an assistant function call in history");
            }
            if (!isResult && callIsOpen) {
                throw callWithoutResult();
            }
            callIsOpen = message.callsFunction();
        }
        if (callIsOpen) {
            throw callWithoutResult();
        }
    }

    private static void checkFunctions(JsonObject body) {
        if (!(body.get("functions") instanceof List<?> functions)) {
            return;
        }
        List<String> wrong = functions.stream()
                .map(ChatRules::functionName)
                .filter(name -> !FUNCTION_NAME.matcher(name).matches())
                .toList();
        if (!wrong.isEmpty()) {
            throw invalid("Invalid function names. Only Latin letters (A-Z or a-z), underscore (_), hyphen (-), dot (.)"
                    + " and digits (not leading) are allowed.: [" + String.join(" ", wrong) + "]");
        }
    }

    private static String functionName(Object function) {
        if (function instanceof JsonObject object && object.get("name") instanceof JsonString name) {
            return name.getString();
        }
        throw new Refusal(WireErrors.invalidJson());
    }

    private static void checkResponseFormat(JsonObject body) {
        if (!(body.get("response_format") instanceof JsonObject format)) {
            return;
        }
        String type = format.getString("type", "");
        if (!type.equals("text") && !type.equals("json_schema")) {
            throw new Refusal(WireErrors.unknownResponseFormat(type));
        }
        if (type.equals("json_schema") && !(format.get("schema") instanceof JsonObject)) {
            throw new Refusal(WireErrors.emptySchema());
        }
    }

    private static BigDecimal number(JsonObject body, String name, BigDecimal absent) {
        JsonValue value = body.get(name);
        return value instanceof JsonNumber number ? number.bigDecimalValue() : absent;
    }

    private static Refusal callWithoutResult() {
        return invalid("every assistant function call must have a result in history");
    }

    private static Refusal invalid(String detail) {
        return new Refusal(WireErrors.invalidParams(detail));
    }
}
