/** Types of the API, from the OpenAPI document. Written by `npm run documents`. */

export interface paths {
    "/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The cart
         * @description For: customer. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        get: operations["getCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cart/items/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets how many of a product are in the cart
         * @description For: customer. Given up after 1000 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        put: operations["putCartItem"];
        post?: never;
        /**
         * Takes a product out of the cart
         * @description For: customer. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        delete: operations["removeCartItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All categories
         * @description Open to everybody, without credentials too. Given up after 800 ms.
         */
        get: operations["listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Places an order of what is in the cart, and takes it out of the cart
         * @description For: customer. Sent again with the same `Idempotency-Key`, it is done once. Given up after 5000 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        post: operations["checkout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Registers a device for notifications, or replaces its token
         * @description Devices beyond 20 take the place of those that registered longest ago. The token is shown to nobody. For: customer. Given up after 1000 ms.
         */
        put: operations["putDevice"];
        post?: never;
        /**
         * Takes a device off notifications, if it is registered: at the logout, for instance
         * @description For: customer. Given up after 800 ms.
         */
        delete: operations["removeDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The first screen
         * @description Open to everybody, without credentials too. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        get: operations["home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The profile of the customer who asks
         * @description For: customer. Given up after 800 ms.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes the profile of the customer who asks
         * @description A change that is there already is a success, whatever the tag: after a lost answer, send it again. For: customer. Given up after 1000 ms.
         */
        patch: operations["changeMe"];
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The orders of the customer, newest first
         * @description For: customer. Given up after 800 ms.
         */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One order
         * @description For: customer (their own), support. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancels an order that has not been shipped
         * @description For: customer (their own). Sent again with the same `Idempotency-Key`, it is done once. Given up after 3000 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pays an order
         * @description For: customer (their own). Sent again with the same `Idempotency-Key`, it is done once. Given up after 3000 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        post: operations["payOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Products of a category or a search
         * @description Open to everybody, without credentials too. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product
         * @description Open to everybody, without credentials too. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reviews of a product, newest first
         * @description Open to everybody, without credentials too. Given up after 800 ms. Under overload this is refused before other things are.
         */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rest/home/{missing}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The parts that the first screen was lacking
         * @description Prices are in the currency of the screen. After a minute, 410: the app asks for the screen again. Open to everybody, without credentials too. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        get: operations["homeRest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rest/product/{missing}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The parts that the screen of a product was lacking
         * @description Prices are in the currency of the screen. After a minute, 410: the app asks for the screen again. Open to everybody, without credentials too. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        get: operations["productRest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of cart, orders and wish list since the last time
         * @description An app that is opened again sends `next` of the answer before, and gets what has changed since. Parts that have not changed are missing, and so are those in `degraded`, whose changes come the next time. On 410, and when it has lost its data, the app starts again with an empty `since`. For: customer. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        get: operations["sync"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wishlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The wish list, newest first
         * @description For: customer. Given up after 800 ms. When a part cannot be had, the rest is answered, and `degraded` names what is missing.
         */
        get: operations["getWishlist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wishlist/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts a product on the wish list, once
         * @description For: customer. Given up after 1000 ms.
         */
        put: operations["addWish"];
        post?: never;
        /**
         * Takes a product off the wish list, if it is there
         * @description For: customer. Given up after 800 ms.
         */
        delete: operations["removeWish"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Problem details (RFC 9457). */
        Problem: {
            /**
             * Format: uri-reference
             * @description Type of the problem: a page about its code, or a registered type.
             */
            type: string;
            /**
             * Format: text
             * @description Meaning of the code. The same for every problem of one code.
             */
            title: string;
            /**
             * Format: int32
             * @description The status of the answer.
             */
            status: number;
            /**
             * Format: text
             * @description Explanation of this occurrence, for people: it may change.
             */
            detail: string;
            /**
             * Format: uri-reference
             * @description The path that was asked for.
             */
            instance?: string;
            /**
             * @description Code of the failure, for programs. New codes may come; the status explains those that a client does not know.
             * @enum {string}
             */
            code: "MALFORMED_REQUEST" | "INVALID_INPUT" | "UNAUTHENTICATED" | "FORBIDDEN" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_ACCEPTABLE" | "REQUEST_TIMEOUT" | "CONFLICT" | "GONE" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "EXPECTATION_FAILED" | "UNPROCESSABLE" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "RATE_LIMITED" | "HEADERS_TOO_LARGE" | "CANCELLED" | "INTERNAL" | "UPSTREAM_INVALID" | "UPSTREAM_REJECTED" | "UPSTREAM_FAILED" | "UNAVAILABLE" | "OVERLOADED" | "DEADLINE_EXCEEDED";
            /** @description Reason in particular, where the code leaves it open: `OUT_OF_STOCK`. */
            reason?: string;
            /** @description Id of the request, to be quoted when asking for help; also the header `X-Request-Id`. */
            requestId?: string;
            /** @description Flaws of the input, part by part; the first ones, when there are many. */
            errors?: {
                /** @description Place of the flaw: a JSON Pointer (RFC 6901) into params, query, headers or body. */
                pointer: string;
                /**
                 * Format: text
                 * @description Description of the flaw.
                 */
                detail: string;
            }[];
            /** @description The limits that are used up. With `RATE_LIMITED` alone. */
            "violated-policies"?: string[];
        };
        /** @description Problem details (RFC 9457), in the language that `Accept-Language` asks for. */
        AppProblem: {
            /**
             * Format: uri-reference
             * @description Type of the problem: a page about its code, or a registered type.
             */
            type: string;
            /**
             * Format: text
             * @description Meaning of the code. The same for every problem of one code.
             */
            title: string;
            /**
             * Format: int32
             * @description The status of the answer.
             */
            status: number;
            /**
             * Format: text
             * @description Explanation of this occurrence, for people: it may change.
             */
            detail: string;
            /**
             * Format: uri-reference
             * @description The path that was asked for.
             */
            instance?: string;
            /**
             * @description Code of the failure, for programs. New codes may come; the status explains those that a client does not know.
             * @enum {string}
             */
            code: "MALFORMED_REQUEST" | "INVALID_INPUT" | "UNAUTHENTICATED" | "FORBIDDEN" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_ACCEPTABLE" | "REQUEST_TIMEOUT" | "CONFLICT" | "GONE" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "EXPECTATION_FAILED" | "UNPROCESSABLE" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "RATE_LIMITED" | "HEADERS_TOO_LARGE" | "CANCELLED" | "INTERNAL" | "UPSTREAM_INVALID" | "UPSTREAM_REJECTED" | "UPSTREAM_FAILED" | "UNAVAILABLE" | "OVERLOADED" | "DEADLINE_EXCEEDED";
            /** @description Reason in particular, where the code leaves it open: `OUT_OF_STOCK`. */
            reason?: string;
            /** @description Id of the request, to be quoted when asking for help; also the header `X-Request-Id`. */
            requestId?: string;
            /** @description Flaws of the input, part by part; the first ones, when there are many. */
            errors?: {
                /** @description Place of the flaw: a JSON Pointer (RFC 6901) into params, query, headers or body. */
                pointer: string;
                /**
                 * Format: text
                 * @description Description of the flaw.
                 */
                detail: string;
            }[];
            /** @description The limits that are used up. With `RATE_LIMITED` alone. */
            "violated-policies"?: string[];
            /**
             * Format: uri
             * @description Address of the app in the store. With `UPGRADE_REQUIRED` alone.
             */
            store?: string;
        };
        /** @description The cart, priced as of now. */
        Cart: {
            /** @description Items, in the order in which they were added. */
            items: {
                /** @description The product. */
                id: string;
                /**
                 * Format: int32
                 * @description Pieces.
                 */
                quantity: number;
                /**
                 * Format: text
                 * @description Name of the product.
                 */
                name?: string;
                /** @description Price of all pieces. */
                total?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
            }[];
            /** @description Price of all items now. */
            total?: {
                /**
                 * Format: int64
                 * @description Whole minor units: cents of EUR, yen of JPY.
                 */
                amount: number;
                /**
                 * @description The currency (ISO 4217).
                 * @enum {string}
                 */
                currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
            };
            /** @description The parts that are missing because a service could not be asked. Absent when nothing is. */
            degraded?: string[];
        };
        /** @description The category tree, flat. */
        CategoryList: {
            /** @description All of them. */
            items: {
                /** @description The category. */
                id: string;
                /**
                 * Format: text
                 * @description Name.
                 */
                name: string;
                /** @description The category that it is part of. */
                parent?: string;
                /**
                 * Format: int32
                 * @description Products in it.
                 */
                count: number;
            }[];
        };
        /** @description An order with what is in it. */
        Order: {
            /** @description The order. */
            id: string;
            /**
             * @description Status now.
             * @enum {string}
             */
            status: "PENDING" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED";
            /** @description Price of all lines. */
            total: {
                /**
                 * Format: int64
                 * @description Whole minor units: cents of EUR, yen of JPY.
                 */
                amount: number;
                /**
                 * @description The currency (ISO 4217).
                 * @enum {string}
                 */
                currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
            };
            /**
             * Format: date-time
             * @description Instant at which it was placed.
             */
            at: string;
            /** @description Lines, a product each. */
            lines: {
                /** @description The product. */
                id: string;
                /**
                 * Format: text
                 * @description Name of the product.
                 */
                name?: string;
                /**
                 * Format: int32
                 * @description Pieces.
                 */
                quantity: number;
                /** @description Price of all pieces. */
                total: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
            }[];
            /** @description Actions that the customer may take now. Missing without any. */
            actions?: ("pay" | "cancel")[];
            /** @description Notes of support, for support alone. Missing without any. */
            notes?: {
                /**
                 * Format: date-time
                 * @description Instant at which it was written.
                 */
                at: string;
                /** @description The support agent. */
                by: string;
                /**
                 * Format: text
                 * @description Text.
                 */
                text: string;
            }[];
            /** @description The parts that are missing because a service could not be asked. Absent when nothing is. */
            degraded?: string[];
        };
        /** @description Number of the devices of a customer after a change. */
        DeviceCount: {
            /**
             * Format: int32
             * @description Devices that notifications go to.
             */
            total: number;
        };
        /** @description The first screen. */
        Home: {
            /** @description Featured products. */
            featured: {
                /** @description The product. */
                id: string;
                /**
                 * Format: text
                 * @description Name of the product.
                 */
                name: string;
                /** @description Price now, for the caller. */
                price?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /** @description The list price, when the price is lower. */
                was?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /**
                 * @description Availability. Missing when inventory could not be asked.
                 * @enum {string}
                 */
                stock?: "IN_STOCK" | "LOW" | "OUT_OF_STOCK";
                /** @description Stars on average. Missing without reviews. */
                rating?: number;
                /**
                 * Format: uri-reference
                 * @description A picture that fits the screen.
                 */
                image?: string;
            }[];
            /** @description Recommended products. Missing without any. */
            picks?: {
                /** @description The product. */
                id: string;
                /**
                 * Format: text
                 * @description Name of the product.
                 */
                name: string;
                /** @description Price now, for the caller. */
                price?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /** @description The list price, when the price is lower. */
                was?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /**
                 * @description Availability. Missing when inventory could not be asked.
                 * @enum {string}
                 */
                stock?: "IN_STOCK" | "LOW" | "OUT_OF_STOCK";
                /** @description Stars on average. Missing without reviews. */
                rating?: number;
                /**
                 * Format: uri-reference
                 * @description A picture that fits the screen.
                 */
                image?: string;
            }[];
            /** @description Links. */
            categories?: {
                /** @description The category. */
                id: string;
                /**
                 * Format: text
                 * @description Name.
                 */
                name: string;
            }[];
            /** @description The parts that are missing because a service could not be asked. Absent when nothing is. */
            degraded?: string[];
            /**
             * Format: uri-reference
             * @description Path of the missing parts alone, for a minute and for who got it. Missing when there are none.
             */
            rest?: string;
        };
        /** @description The customer who asks. */
        Me: {
            /** @description The customer. */
            id: string;
            /**
             * Format: text
             * @description The whole name, as the customer writes it.
             */
            name: string;
            /**
             * Format: text
             * @description Address to which mail is sent. Missing while it is unknown.
             */
            email?: string;
            /**
             * @description Tier of the customer.
             * @enum {string}
             */
            tier: "standard" | "gold";
            /**
             * Format: text
             * @description Language and country of what is sent to the customer (BCP 47): `de-DE`.
             */
            locale: string;
            /**
             * @description Currency that the customer prefers (ISO 4217): what to send as `Accept-Currency`.
             * @enum {string}
             */
            currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
            /** @description Hours in which notifications wait, each day. Missing without any. */
            quietHours?: {
                /** @description Beginning, on the clocks of the time zone. */
                from: string;
                /** @description End, on the clocks of the time zone: another time than the beginning. */
                to: string;
                /** @description Time zone, by its name in the IANA database. */
                timeZone: string;
            };
            /** @description Address book, oldest first. Missing without any. */
            addresses?: {
                /** @description The address. */
                id: string;
                /**
                 * Format: text
                 * @description Label that the customer gave it.
                 */
                label: string;
                /**
                 * Format: text
                 * @description Name of the recipient.
                 */
                recipient: string;
                /**
                 * Format: text
                 * @description Street and number.
                 */
                street: string;
                /**
                 * Format: text
                 * @description Postcode, as the country writes it. Missing where it has none.
                 */
                postcode?: string;
                /**
                 * Format: text
                 * @description Town or city.
                 */
                city: string;
                /** @description The country (ISO 3166-1 alpha-2). */
                country: string;
                /** @description True for the one to which parcels go by default. Missing for the others. */
                isDefault?: boolean;
            }[];
        };
        /** @description Orders, newest first. */
        OrderList: {
            /** @description One page of orders. */
            items: {
                /** @description The order. */
                id: string;
                /**
                 * @description Status now.
                 * @enum {string}
                 */
                status: "PENDING" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED";
                /** @description Price of all lines. */
                total: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /**
                 * Format: date-time
                 * @description Instant at which it was placed.
                 */
                at: string;
                /**
                 * Format: int32
                 * @description Number of lines.
                 */
                lines: number;
            }[];
            /** @description Start of the next page, to be sent as `cursor`. Missing on the last page. */
            next?: string;
        };
        /** @description Products of a category or a search. */
        ProductList: {
            /** @description One page of products. */
            items: {
                /** @description The product. */
                id: string;
                /**
                 * Format: text
                 * @description Name of the product.
                 */
                name: string;
                /** @description Price now, for the caller. */
                price?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /** @description The list price, when the price is lower. */
                was?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /**
                 * @description Availability. Missing when inventory could not be asked.
                 * @enum {string}
                 */
                stock?: "IN_STOCK" | "LOW" | "OUT_OF_STOCK";
                /** @description Stars on average. Missing without reviews. */
                rating?: number;
                /**
                 * Format: uri-reference
                 * @description A picture that fits the screen.
                 */
                image?: string;
            }[];
            /** @description Start of the next page, to be sent as `cursor`. Missing on the last page. */
            next?: string;
            /** @description The parts that are missing because a service could not be asked. Absent when nothing is. */
            degraded?: string[];
        };
        /** @description A product on a screen of its own. */
        Product: {
            /** @description The product. */
            id: string;
            /**
             * Format: text
             * @description Name of the product.
             */
            name: string;
            /**
             * Format: text
             * @description Maker.
             */
            brand: string;
            /**
             * Format: text
             * @description Summary, in a sentence.
             */
            summary: string;
            /** @description Price now, for the caller. */
            price?: {
                /**
                 * Format: int64
                 * @description Whole minor units: cents of EUR, yen of JPY.
                 */
                amount: number;
                /**
                 * @description The currency (ISO 4217).
                 * @enum {string}
                 */
                currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
            };
            /** @description The list price, when the price is lower. */
            was?: {
                /**
                 * Format: int64
                 * @description Whole minor units: cents of EUR, yen of JPY.
                 */
                amount: number;
                /**
                 * @description The currency (ISO 4217).
                 * @enum {string}
                 */
                currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
            };
            /**
             * @description Availability. Missing when inventory could not be asked.
             * @enum {string}
             */
            stock?: "IN_STOCK" | "LOW" | "OUT_OF_STOCK";
            /** @description Ratings and reviews of buyers. */
            rating?: {
                /** @description Stars on average, to one decimal. */
                average: number;
                /**
                 * Format: int32
                 * @description Reviews.
                 */
                count: number;
            };
            /**
             * Format: uri-reference
             * @description A picture that fits the screen.
             */
            image?: string;
            /** @description Products that go with it. Missing without any. */
            picks?: string[];
            /** @description The parts that are missing because a service could not be asked. Absent when nothing is. */
            degraded?: string[];
            /**
             * Format: uri-reference
             * @description Path of the missing parts alone, for a minute and for who got it. Missing when there are none.
             */
            rest?: string;
        };
        /** @description Reviews, newest first. */
        ReviewList: {
            /** @description One page of reviews. */
            items: {
                /**
                 * Format: int32
                 * @description Stars.
                 */
                rating: number;
                /**
                 * Format: text
                 * @description Title.
                 */
                title: string;
                /**
                 * Format: text
                 * @description Text.
                 */
                text: string;
                /**
                 * Format: text
                 * @description Name of the author.
                 */
                author: string;
                /**
                 * Format: date-time
                 * @description Instant at which it was written.
                 */
                at: string;
            }[];
            /** @description Start of the next page, to be sent as `cursor`. Missing on the last page. */
            next?: string;
        };
        /** @description The parts that the first screen was lacking. */
        HomeRest: {
            /** @description Members that tiles on the screen were lacking, by their ids. Missing without any. */
            tiles?: {
                /** @description The product. */
                id: string;
                /** @description Price now, for the caller. */
                price?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /** @description The list price, when the price is lower. */
                was?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /**
                 * @description Availability. Missing when inventory could not be asked.
                 * @enum {string}
                 */
                stock?: "IN_STOCK" | "LOW" | "OUT_OF_STOCK";
                /** @description Stars on average. Missing without reviews. */
                rating?: number;
            }[];
            /** @description Recommended products. Missing without any. */
            picks?: {
                /** @description The product. */
                id: string;
                /**
                 * Format: text
                 * @description Name of the product.
                 */
                name: string;
                /** @description Price now, for the caller. */
                price?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /** @description The list price, when the price is lower. */
                was?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /**
                 * @description Availability. Missing when inventory could not be asked.
                 * @enum {string}
                 */
                stock?: "IN_STOCK" | "LOW" | "OUT_OF_STOCK";
                /** @description Stars on average. Missing without reviews. */
                rating?: number;
                /**
                 * Format: uri-reference
                 * @description A picture that fits the screen.
                 */
                image?: string;
            }[];
            /** @description Links. */
            categories?: {
                /** @description The category. */
                id: string;
                /**
                 * Format: text
                 * @description Name.
                 */
                name: string;
            }[];
            /** @description The parts that are missing because a service could not be asked. Absent when nothing is. */
            degraded?: string[];
            /**
             * Format: uri-reference
             * @description Path of the missing parts alone, for a minute and for who got it. Missing when there are none.
             */
            rest?: string;
        };
        /** @description The parts that the screen of a product was lacking. */
        ProductRest: {
            /** @description The product. */
            id: string;
            /** @description Price now, for the caller. */
            price?: {
                /**
                 * Format: int64
                 * @description Whole minor units: cents of EUR, yen of JPY.
                 */
                amount: number;
                /**
                 * @description The currency (ISO 4217).
                 * @enum {string}
                 */
                currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
            };
            /** @description The list price, when the price is lower. */
            was?: {
                /**
                 * Format: int64
                 * @description Whole minor units: cents of EUR, yen of JPY.
                 */
                amount: number;
                /**
                 * @description The currency (ISO 4217).
                 * @enum {string}
                 */
                currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
            };
            /**
             * @description Availability. Missing when inventory could not be asked.
             * @enum {string}
             */
            stock?: "IN_STOCK" | "LOW" | "OUT_OF_STOCK";
            /** @description Ratings and reviews of buyers. */
            rating?: {
                /** @description Stars on average, to one decimal. */
                average: number;
                /**
                 * Format: int32
                 * @description Reviews.
                 */
                count: number;
            };
            /** @description Products that go with it. Missing without any. */
            picks?: string[];
            /** @description The parts that are missing because a service could not be asked. Absent when nothing is. */
            degraded?: string[];
            /**
             * Format: uri-reference
             * @description Path of the missing parts alone, for a minute and for who got it. Missing when there are none.
             */
            rest?: string;
        };
        /** @description Changes since the token, of one customer. */
        Sync: {
            /** @description Changes of the cart. Missing without any. Prices are at `/cart`. */
            cart?: {
                /** @description True: this is all there is, and replaces what the app has. Missing: these are changes of it. */
                whole?: boolean;
                /** @description New items, and those that are not as they were. */
                changed?: {
                    /** @description The product. */
                    id: string;
                    /**
                     * Format: int32
                     * @description Pieces.
                     */
                    quantity: number;
                    /**
                     * Format: date-time
                     * @description Instant at which it was added; items are shown in this order.
                     */
                    at: string;
                }[];
                /** @description Ids of items that are gone. */
                removed?: string[];
            };
            /** @description Changes of the newest 20 orders. Missing without any. */
            orders?: {
                /** @description True: this is all there is, and replaces what the app has. Missing: these are changes of it. */
                whole?: boolean;
                /** @description Orders that are new or not as they were, newest first. */
                changed?: {
                    /** @description The order. */
                    id: string;
                    /**
                     * @description Status now.
                     * @enum {string}
                     */
                    status: "PENDING" | "PAID" | "SHIPPED" | "DELIVERED" | "CANCELLED";
                    /** @description Price of all lines. */
                    total: {
                        /**
                         * Format: int64
                         * @description Whole minor units: cents of EUR, yen of JPY.
                         */
                        amount: number;
                        /**
                         * @description The currency (ISO 4217).
                         * @enum {string}
                         */
                        currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                    };
                    /**
                     * Format: date-time
                     * @description Instant at which it was placed.
                     */
                    at: string;
                    /**
                     * Format: int32
                     * @description Number of lines.
                     */
                    lines: number;
                }[];
                /** @description True: there are older orders, at `/orders`. They are not followed. */
                more?: boolean;
            };
            /** @description Changes of the wish list. Missing without any. */
            wishlist?: {
                /** @description True: this is all there is, and replaces what the app has. Missing: these are changes of it. */
                whole?: boolean;
                /** @description New items, and those that are not as they were. */
                changed?: {
                    /** @description The product. */
                    id: string;
                    /**
                     * Format: date-time
                     * @description Instant at which it was added; wishes are shown in this order.
                     */
                    at: string;
                }[];
                /** @description Ids of items that are gone. */
                removed?: string[];
            };
            /** @description The parts that are missing because a service could not be asked. Absent when nothing is. */
            degraded?: string[];
            /** @description Token, to be sent as `since` the next time. It serves for 30 days. */
            next: string;
        };
        /** @description The wish list of a customer. */
        Wishlist: {
            /** @description One page of wishes, those added last first. */
            items: {
                /** @description The product. */
                id: string;
                /**
                 * Format: date-time
                 * @description Instant at which it was added.
                 */
                at: string;
                /**
                 * Format: text
                 * @description Name. Missing when the product is no longer sold.
                 */
                name?: string;
                /** @description Price now, for the caller. */
                price?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /** @description The list price, when the price is lower. */
                was?: {
                    /**
                     * Format: int64
                     * @description Whole minor units: cents of EUR, yen of JPY.
                     */
                    amount: number;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                };
                /**
                 * @description Availability. Missing when inventory could not be asked.
                 * @enum {string}
                 */
                stock?: "IN_STOCK" | "LOW" | "OUT_OF_STOCK";
                /**
                 * Format: uri-reference
                 * @description A picture that fits the screen.
                 */
                image?: string;
            }[];
            /**
             * Format: int32
             * @description Products on the list.
             */
            total: number;
            /** @description Start of the next page, to be sent as `cursor`. Missing on the last page. */
            next?: string;
            /** @description The parts that are missing because a service could not be asked. Absent when nothing is. */
            degraded?: string[];
        };
        /** @description Size of the wish list after a change. */
        WishlistSize: {
            /**
             * Format: int32
             * @description Products on the list.
             */
            total: number;
        };
    };
    responses: {
        /** @description Unchanged: the answer would be the one whose `ETag` was sent. No limit counts it. */
        NotModified: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /**
         * @description `MALFORMED_REQUEST`: The request could not be read.
         *
         *     `INVALID_INPUT`: The input is invalid.
         */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `UNAUTHENTICATED`: Authentication is required. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `FORBIDDEN`: This is not allowed. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
        RequestTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `EXPECTATION_FAILED`: The expectation cannot be met. */
        ExpectationFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `UPGRADE_REQUIRED`: This version of the client is no longer supported. */
        UpgradeRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `RATE_LIMITED`: Too many requests. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `HEADERS_TOO_LARGE`: The request headers are too large. */
        RequestHeaderFieldsTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `INTERNAL`: Something went wrong. */
        InternalServerError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /**
         * @description `UPSTREAM_INVALID`: A service gave an invalid answer.
         *
         *     `UPSTREAM_REJECTED`: A service refused the call.
         *
         *     `UPSTREAM_FAILED`: A service failed.
         */
        BadGateway: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /**
         * @description `UNAVAILABLE`: The service is unavailable.
         *
         *     `OVERLOADED`: The service is overloaded.
         */
        ServiceUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `DEADLINE_EXCEEDED`: The answer took too long. */
        GatewayTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `NOT_FOUND`: There is no such thing here. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `PRECONDITION_FAILED`: A precondition does not hold. */
        PreconditionFailed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `UNSUPPORTED_MEDIA_TYPE`: The media type is not supported. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                Accept: components["headers"]["Accept"];
                "Accept-Encoding": components["headers"]["Accept-Encoding"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `UNPROCESSABLE`: The request cannot be processed. */
        UnprocessableEntity: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `CONFLICT`: The current state does not allow this. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `PRECONDITION_REQUIRED`: A precondition is required. */
        PreconditionRequired: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description `GONE`: This is no longer available. */
        Gone: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
        /** @description Whatever else may go wrong, on the way here for instance. */
        Problem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Cache-Control": components["headers"]["Cache-Control"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                RateLimit: components["headers"]["RateLimit"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AppProblem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description Yours, when it was sent and is of this form; else one of ours. It is in our logs.
         * @example 7b1c6a52-6a7d-4d0e-9a3c-0f3f3a8c1d11
         */
        "X-Request-Id": string;
        /**
         * @description Caches that may keep the answer, and for how long. Failures are never kept.
         * @example no-store
         */
        "Cache-Control": string;
        /** @description Never sent: pages of other origins cannot read answers (no CORS). */
        "Access-Control-Allow-Origin": unknown;
        /**
         * @description The limits that apply: how much (`q`) within how many seconds (`w`), by name (draft-ietf-httpapi-ratelimit-headers). They may change.
         * @example "minute";q=600;w=60
         */
        "RateLimit-Policy": string;
        /**
         * @description Rest of each limit (`r`), and seconds until there is more (`t`). Missing, like `RateLimit-Policy`, on requests that were refused before they were counted.
         * @example "minute";r=599;t=1
         */
        RateLimit: string;
        /**
         * @description Seconds to wait before the same request is worth sending again.
         * @example 2
         */
        "Retry-After": number;
        /**
         * @description Credentials that are needed, and the flaw of those that were sent (RFC 6750, RFC 9470).
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /** @description The media type that a body must have. */
        Accept: "application/json";
        /** @description The encodings that a body may have. */
        "Accept-Encoding": string;
        /** @description The answer was given before, to an earlier request with this `Idempotency-Key`. Missing on the first one. */
        "Idempotent-Replayed": "true";
        /** @description The parts that the answer lacks, as in `degraded`. Missing when it lacks nothing. */
        "Frontage-Degraded": string;
        /** @description The parts that are older than they should be, because fresh ones could not be had. */
        "Frontage-Stale": string;
        /**
         * @description Tag of the answer, for this caller alone. As `If-None-Match` it asks whether the answer has changed; as `If-Match` it writes to what was read. Missing where a list lacks parts.
         * @example W/"7.mCkPNrXvVpgm1NRqcHqJ5Q"
         */
        ETag: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getCart: {
        parameters: {
            query?: never;
            header?: {
                /** @description The currency of prices (ISO 4217). */
                "accept-currency"?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                /** @description Device pixels per CSS pixel: pictures are chosen by it. */
                "x-device-dpr"?: number;
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cart */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    putCartItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description The currency of prices (ISO 4217). */
                "accept-currency"?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                /** @description Device pixels per CSS pixel: pictures are chosen by it. */
                "x-device-dpr"?: number;
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Tag of the answer on which the write is based (its `ETag`), or `*` for whatever is there. */
                "if-match"?: string;
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /** @description The product. */
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: int32
                     * @description Pieces from now on.
                     */
                    quantity: number;
                };
            };
        };
        responses: {
            /** @description Sets how many of a product are in the cart */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["UnprocessableEntity"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    removeCartItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description The currency of prices (ISO 4217). */
                "accept-currency"?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                /** @description Device pixels per CSS pixel: pictures are chosen by it. */
                "x-device-dpr"?: number;
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Tag of the answer on which the write is based (its `ETag`), or `*` for whatever is there. */
                "if-match"?: string;
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /** @description The product. */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes a product out of the cart */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            412: components["responses"]["PreconditionFailed"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    listCategories: {
        parameters: {
            query?: never;
            header?: {
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All categories */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    checkout: {
        parameters: {
            query?: never;
            header: {
                /** @description The currency of prices (ISO 4217). */
                "accept-currency"?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                /** @description Device pixels per CSS pixel: pictures are chosen by it. */
                "x-device-dpr"?: number;
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description A key of your choice, the same for every try. It is kept for 24 hours. */
                "idempotency-key": string;
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Places an order of what is in the cart, and takes it out of the cart */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["UnprocessableEntity"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    putDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description The device.
                 * @example 6f1c9a52
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "platform": "ios",
                 *       "token": "an-example-and-no-token"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description Platform, which decides the push service.
                     * @enum {string}
                     */
                    platform: "ios" | "android";
                    /** @description Token of the app on the device, of the platform's push service. */
                    token: string;
                };
            };
        };
        responses: {
            /** @description Registers a device for notifications, or replaces its token */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceCount"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    removeDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description The device.
                 * @example 6f1c9a52
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes a device off notifications, if it is registered: at the logout, for instance */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 0
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceCount"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    home: {
        parameters: {
            query?: never;
            header?: {
                /** @description The currency of prices (ISO 4217). */
                "accept-currency"?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                /** @description Device pixels per CSS pixel: pictures are chosen by it. */
                "x-device-dpr"?: number;
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first screen */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile of the customer who asks */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ada",
                     *       "name": "Ada Lovelace",
                     *       "email": "ada@example.test",
                     *       "tier": "gold",
                     *       "locale": "de-DE",
                     *       "currency": "EUR",
                     *       "quietHours": {
                     *         "from": "22:00",
                     *         "to": "07:00",
                     *         "timeZone": "Europe/Berlin"
                     *       },
                     *       "addresses": [
                     *         {
                     *           "id": "a-1",
                     *           "label": "Home",
                     *           "recipient": "Ada Lovelace",
                     *           "street": "Lindenweg 4",
                     *           "city": "Hamburg",
                     *           "country": "DE",
                     *           "postcode": "20095",
                     *           "isDefault": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    changeMe: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Tag of the answer on which the write is based (its `ETag`), or `*` for whatever is there.
                 * @example W/"7.mCkPNrXvVpgm1NRqcHqJ5Q"
                 */
                "if-match": string;
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "locale": "de-AT",
                 *       "quietHours": null
                 *     }
                 */
                "application/merge-patch+json": {
                    /**
                     * Format: text
                     * @description The whole name in one line, as the customer writes it.
                     */
                    name?: string;
                    /** @description Language and country, as BCP 47 has them. */
                    locale?: string;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                    /** @description Hours in which notifications wait; null ends them. */
                    quietHours?: {
                        /** @description Beginning, on the clocks of the time zone. */
                        from: string;
                        /** @description End, on the clocks of the time zone: another time than the beginning. */
                        to: string;
                        /** @description Time zone, by its name in the IANA database. */
                        timeZone: string;
                    } | null;
                };
                /**
                 * @example {
                 *       "locale": "de-AT",
                 *       "quietHours": null
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: text
                     * @description The whole name in one line, as the customer writes it.
                     */
                    name?: string;
                    /** @description Language and country, as BCP 47 has them. */
                    locale?: string;
                    /**
                     * @description The currency (ISO 4217).
                     * @enum {string}
                     */
                    currency?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                    /** @description Hours in which notifications wait; null ends them. */
                    quietHours?: {
                        /** @description Beginning, on the clocks of the time zone. */
                        from: string;
                        /** @description End, on the clocks of the time zone: another time than the beginning. */
                        to: string;
                        /** @description Time zone, by its name in the IANA database. */
                        timeZone: string;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Changes the profile of the customer who asks */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ada",
                     *       "name": "Ada Lovelace",
                     *       "email": "ada@example.test",
                     *       "tier": "gold",
                     *       "locale": "de-AT",
                     *       "currency": "EUR",
                     *       "addresses": [
                     *         {
                     *           "id": "a-1",
                     *           "label": "Home",
                     *           "recipient": "Ada Lovelace",
                     *           "street": "Lindenweg 4",
                     *           "city": "Hamburg",
                     *           "country": "DE",
                     *           "postcode": "20095",
                     *           "isDefault": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Start of the page: `next` of the page before. Default the first page. */
                cursor?: string;
                /** @description Most items of the page. By default as many as a screen takes. */
                limit?: number;
            };
            header?: {
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The orders of the customer, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One order */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your choice, the same for every try. It is kept for 24 hours. */
                "idempotency-key": string;
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancels an order that has not been shipped */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["UnprocessableEntity"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    payOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of your choice, the same for every try. It is kept for 24 hours. */
                "idempotency-key": string;
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /** @description The order. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pays an order */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["UnprocessableEntity"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description Only products in this category or below it. */
                category?: string;
                /** @description Words that a name, a brand or a summary must contain. */
                q?: string;
                /** @description Start of the page: `next` of the page before. Default the first page. */
                cursor?: string;
                /** @description Most items of the page. By default as many as a screen takes. */
                limit?: number;
            };
            header?: {
                /** @description The currency of prices (ISO 4217). */
                "accept-currency"?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                /** @description Device pixels per CSS pixel: pictures are chosen by it. */
                "x-device-dpr"?: number;
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Products of a category or a search */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The currency of prices (ISO 4217). */
                "accept-currency"?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                /** @description Device pixels per CSS pixel: pictures are chosen by it. */
                "x-device-dpr"?: number;
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The product. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One product */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    listReviews: {
        parameters: {
            query?: {
                /** @description Start of the page: `next` of the page before. Default the first page. */
                cursor?: string;
                /** @description Most items of the page. By default as many as a screen takes. */
                limit?: number;
            };
            header?: {
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path: {
                /** @description The product. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reviews of a product, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    homeRest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The currency of prices (ISO 4217). */
                "accept-currency"?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                /** @description Device pixels per CSS pixel: pictures are chosen by it. */
                "x-device-dpr"?: number;
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description The missing parts, as `rest` of the answer before names them.
                 * @example Zm9yX3RoZV9kb2N1bWVudF9hbG9uZV90aGlzX29wZW5zX25vdGhpbmc
                 */
                missing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts that the first screen was lacking */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "tiles": [
                     *         {
                     *           "id": "p-001",
                     *           "price": {
                     *             "amount": 4990,
                     *             "currency": "EUR"
                     *           },
                     *           "rating": 3.5
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["HomeRest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["Gone"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    productRest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description The missing parts, as `rest` of the answer before names them.
                 * @example Zm9yX3RoZV9kb2N1bWVudF9hbG9uZV90aGlzX29wZW5zX25vdGhpbmc
                 */
                missing: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts that the screen of a product was lacking */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "p-001",
                     *       "rating": {
                     *         "average": 3.5,
                     *         "count": 23
                     *       },
                     *       "picks": [
                     *         "p-487",
                     *         "p-397"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ProductRest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["Gone"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    sync: {
        parameters: {
            query?: {
                /**
                 * @description `next` of the answer before. Empty asks for everything.
                 * @example
                 */
                since?: string;
            };
            header?: {
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of cart, orders and wish list since the last time */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cart": {
                     *         "whole": true,
                     *         "changed": [
                     *           {
                     *             "id": "p-002",
                     *             "quantity": 5,
                     *             "at": "2026-11-29T08:15:00.000Z"
                     *           }
                     *         ]
                     *       },
                     *       "orders": {
                     *         "whole": true,
                     *         "changed": [
                     *           {
                     *             "id": "o-5f0c2a9b1d3e4f60",
                     *             "status": "PAID",
                     *             "at": "2026-11-28T19:40:00.000Z",
                     *             "lines": 2,
                     *             "total": {
                     *               "amount": 12980,
                     *               "currency": "EUR"
                     *             }
                     *           }
                     *         ],
                     *         "more": true
                     *       },
                     *       "wishlist": {
                     *         "whole": true,
                     *         "changed": [
                     *           {
                     *             "id": "p-017",
                     *             "at": "2026-11-20T10:00:00.000Z"
                     *           }
                     *         ]
                     *       },
                     *       "next": "Zm9yX3RoZV9kb2N1bWVudF9hbG9uZV90aGlzX29wZW5zX25vdGhpbmc"
                     *     }
                     */
                    "application/json": components["schemas"]["Sync"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            410: components["responses"]["Gone"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    getWishlist: {
        parameters: {
            query?: {
                /** @description Start of the page: `next` of the page before. Default the first page. */
                cursor?: string;
                /** @description Most items of the page. By default as many as a screen takes. */
                limit?: number;
            };
            header?: {
                /** @description The currency of prices (ISO 4217). */
                "accept-currency"?: "EUR" | "USD" | "GBP" | "CHF" | "JPY" | "SEK" | "PLN";
                /** @description Device pixels per CSS pixel: pictures are chosen by it. */
                "x-device-dpr"?: number;
                /** @description On: pictures half as wide, and pages half as long. */
                "save-data"?: "on" | "off";
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
                /** @description Tag of an answer that the client has (its `ETag`), or several. If one is still right, the answer is 304, without a body. */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The wish list, newest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Degraded": components["headers"]["Frontage-Degraded"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    ETag: components["headers"]["ETag"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "p-001",
                     *           "at": "2026-05-04T09:30:00.000Z",
                     *           "name": "Quiet desk lamp in glass",
                     *           "price": {
                     *             "amount": 7900,
                     *             "currency": "EUR"
                     *           },
                     *           "was": {
                     *             "amount": 8900,
                     *             "currency": "EUR"
                     *           },
                     *           "stock": "IN_STOCK",
                     *           "image": "https://images.example/p-001/1?w=320"
                     *         }
                     *       ],
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Wishlist"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    addWish: {
        parameters: {
            query?: never;
            header?: {
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description The product.
                 * @example p-001
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Puts a product on the wish list, once */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["WishlistSize"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["UnprocessableEntity"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
    removeWish: {
        parameters: {
            query?: never;
            header?: {
                /** @description Platform and version of the app. Versions below the minimum of the platform get 426. */
                "x-app-version"?: string;
                /** @description Language of problem documents: `en` or `de`. English for all others, and where it cannot be read. */
                "accept-language"?: string;
            };
            path: {
                /**
                 * @description The product.
                 * @example p-001
                 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes a product off the wish list, if it is there */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    RateLimit: components["headers"]["RateLimit"];
                    "Frontage-Stale": components["headers"]["Frontage-Stale"];
                    /** @description Recommendation of an update to this version, and where it is. Missing without `X-App-Version`. */
                    "Frontage-App-Update"?: string;
                    /** @description Switches of the app for this version, a dictionary of booleans (RFC 9651). Missing without any. */
                    "Frontage-App-Switches"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 0
                     *     }
                     */
                    "application/json": components["schemas"]["WishlistSize"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            417: components["responses"]["ExpectationFailed"];
            426: components["responses"]["UpgradeRequired"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["RequestHeaderFieldsTooLarge"];
            500: components["responses"]["InternalServerError"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["ServiceUnavailable"];
            504: components["responses"]["GatewayTimeout"];
            default: components["responses"]["Problem"];
        };
    };
}
