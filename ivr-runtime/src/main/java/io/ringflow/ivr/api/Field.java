package io.ringflow.ivr.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is to be known about a member of a request or an answer: it is checked and described by this. A member that is
 * neither {@code Optional} nor has a fallback must be there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Field {

    /** Characters of a text, unless it says otherwise. */
    int LONGEST = 256;

    /** One sentence for the description. */
    String value();

    /** Stands in when the member is missing; empty: nothing does. */
    String fallback() default "";

    /** The least number. */
    long min() default Long.MIN_VALUE;

    /** The greatest number, or how many there may be of a list. */
    long max() default Long.MAX_VALUE;

    /** Characters of a text. */
    int longest() default LONGEST;

    /** Regular expression that all of a text matches; empty: any. */
    String pattern() default "";
}
