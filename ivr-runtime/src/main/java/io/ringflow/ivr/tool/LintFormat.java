package io.ringflow.ivr.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How findings are written. */
enum LintFormat {
    /** A line each. */
    TEXT {
        @Override
        void write(List<LintedDocument> documents, PrintWriter out) {
            for (var document : documents) {
                document.findings().forEach(finding -> out.println(document.line(finding)));
            }
        }
    },
    /** An array of objects. */
    JSON {
        @Override
        void write(List<LintedDocument> documents, PrintWriter out) {
            var all = new ArrayList<Map<String, Object>>();
            for (var document : documents) {
                for (var finding : document.findings()) {
                    var one = new LinkedHashMap<String, Object>();
                    one.put("file", document.name());
                    one.put("line", finding.line());
                    one.put("column", finding.column());
                    one.put("severity", finding.severity().word());
                    one.put("text", finding.text());
                    all.add(one);
                }
            }
            try {
                out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("text and numbers can be written as JSON", e);
            }
        }
    },
    /** A test case for each document; its errors make it fail, its warnings stand in the output. */
    JUNIT {
        @Override
        void write(List<LintedDocument> documents, PrintWriter out) {
            var report = new JunitReport("flow lint");
            for (var document : documents) {
                var lines = document.findings().stream().map(document::line).toList();
                report.add(document.name(), Duration.ZERO, document.errors() > 0 ? lines : List.of(), lines);
            }
            out.println(report.xml());
        }
    };

    abstract void write(List<LintedDocument> documents, PrintWriter out);
}
