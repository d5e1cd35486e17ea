/** What the services answer, as far as the peers read it. Written by hand, as somebody does who has the services' documents open. */

export interface ProductWire {
  readonly product_id: string;
  readonly sku: string;
  readonly display_name: string;
  readonly brand_name: string;
  readonly category_id: string;
  readonly short_text: string;
  readonly long_text: string;
  readonly attribute_list: readonly { readonly attr_name: string; readonly attr_value: string }[];
  readonly image_list: readonly { readonly alt_text: string; readonly sizes: Readonly<Record<string, string>> }[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ProductListWire {
  readonly product_list: readonly ProductWire[];
  readonly total_count: number;
  readonly next_after: number | null;
}

export interface CategoryListWire {
  readonly category_list: readonly {
    readonly category_id: string;
    readonly display_name: string;
    readonly parent_category_id: string | null;
    readonly description_text: string;
    readonly product_count: number;
  }[];
}

export interface PricesWire {
  readonly currencyCode: string;
  readonly prices: readonly {
    readonly productId: string;
    readonly listCents: number;
    readonly netCents: number;
    readonly promotion: { readonly label: string; readonly percentOff: number; readonly until: string } | null;
  }[];
}

export interface StockWire {
  readonly availabilities: readonly {
    readonly productId: string;
    readonly status: string;
    readonly totalQuantity: number;
    readonly byWarehouse: readonly {
      readonly warehouse: { readonly warehouseId: string; readonly displayName: string };
      readonly quantity: number;
    }[];
  }[];
}

export interface RatingsWire {
  readonly data: {
    readonly items: readonly {
      readonly 'product-id': string;
      readonly stars: {
        readonly average: number;
        readonly total: number;
        readonly distribution: Readonly<Record<'1' | '2' | '3' | '4' | '5', number>>;
      };
    }[];
  };
}

export interface ReviewsWire {
  readonly data: {
    readonly items: readonly {
      readonly 'review-id': string;
      readonly stars: number;
      readonly headline: string;
      readonly body: string;
      readonly 'written-by': { readonly 'display-name': string };
      readonly 'posted-at': number;
    }[];
  };
}

export interface PicksWire {
  readonly results: readonly { readonly for: string; readonly picks: readonly (readonly [string, number, string])[] }[];
}

interface MoneyWire {
  readonly amount_minor: number;
  readonly currency_code: string;
}

export interface OrderWire {
  readonly order_id: string;
  readonly status: string;
  readonly line_items: readonly {
    readonly product_ref: string;
    readonly qty: number;
    readonly unit_price: MoneyWire;
    readonly line_total: MoneyWire;
  }[];
  readonly grand_total: MoneyWire;
  readonly timeline: {
    readonly placed_at: string;
    readonly updated_at: string;
    readonly steps: readonly { readonly status: string; readonly reached_at: string }[];
  };
  readonly allowed_moves: readonly string[];
}

export interface OrderListWire {
  readonly orders: readonly OrderWire[];
  readonly page: { readonly next_after: string | null };
}
